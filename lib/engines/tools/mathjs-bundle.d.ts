/** The expression library as one file, which loads ten times faster than its nine hundred. */
declare module 'mathjs/lib/browser/math.js' {
  import type { ConfigOptions, MathJsInstance } from 'mathjs';

  /** An instance with everything, and a way to make others with other settings. */
  const math: Omit<MathJsInstance, 'create'> & {
    create(settings: ConfigOptions): MathJsInstance;
  };
  // biome-ignore lint/style/noDefaultExport: This is how a CommonJS file is seen from here.
  export default math;
}

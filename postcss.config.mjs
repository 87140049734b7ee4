/** Tailwind 4 needs nothing else: its theme stands in app/globals.css. */
export default { plugins: { '@tailwindcss/postcss': {} } };

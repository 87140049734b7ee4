/**
 * What a Next.js application is by itself, with the packages of the project round it.
 * Built with webpack: Turbopack would look further up and find that project's `proxy.ts`.
 */
export default { poweredByHeader: false };

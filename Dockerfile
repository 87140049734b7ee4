# docker build -t gossamer .
# docker run -p 3000:3000 -v gossamer:/data gossamer
# docker exec NAME gossamer user list

FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
# The command line as one file: what is served has neither its sources nor what runs them.
RUN NEXT_OUTPUT=standalone npm run build \
  && npx esbuild scripts/admin.ts --bundle --platform=node --format=esm --target=node24 \
    --banner:js="import{createRequire}from'node:module';const require=createRequire(import.meta.url);" \
    --outfile=.next/standalone/admin.mjs

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    HOSTNAME=0.0.0.0 \
    PORT=3000 \
    DATABASE_URL=file:/data/gossamer.db
# Holds drizzle/ and docs/help/ too: next.config.ts names them.
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
RUN printf '#!/bin/sh\ncd /app && exec node admin.mjs "$@"\n' > /usr/local/bin/gossamer \
  && chmod +x /usr/local/bin/gossamer \
  && mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD \
  ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]

# The dependencies alone: this layer changes only with the lockfile. The optional ones are a Node, which the image
# already is, and speed-ups of packages that do without.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional && npm cache clean --force

FROM node:24-bookworm-slim
# redis-server serves installations that name no Redis of their own. tini is process 1: it hands signals to Node and
# collects the ended children of others.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates redis-server tini \
    && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /app
RUN mkdir data && chown node:node data
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY bin ./bin
COPY src ./src
COPY prompts ./prompts
COPY knowledge-base ./knowledge-base
COPY config ./config

USER node
# The ledger: the one thing to back up.
VOLUME /app/data
EXPOSE 8025
# The daemon finishes what it has begun before it ends: allow it 30 seconds (docker stop --time 30).
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.FIRSTLINE_HTTP_PORT || 8025) + '/healthz', { signal: AbortSignal.timeout(4000) }).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/usr/bin/tini", "--", "node", "bin/firstline.js"]
CMD ["run"]

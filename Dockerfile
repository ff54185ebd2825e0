# docker build -t yixian .
# docker run -d --name yixian --restart unless-stopped -p 127.0.0.1:8787:8787 -v yixian:/data --env-file .env yixian
FROM node:22-bookworm AS build
WORKDIR /app
COPY . .
RUN node -e "import('./scripts/set-up.mjs').then(({ setUp }) => setUp(['install', 'generate', 'build']))" \
 && npm prune --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
# The container's own network is not this machine's: no demo county there, and TLS in front of it.
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data DEMO=0
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/prisma/migrations prisma/migrations
COPY --from=build /app/src/channels/room/page src/channels/room/page
COPY --from=build /app/src/workbook/demo src/workbook/demo
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8787}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]

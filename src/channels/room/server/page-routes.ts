import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sendBytes } from "./reply.ts";
import type { Handler, Routes } from "./router.ts";

const TYPES: Readonly<Record<string, string>> = {
	html: "text/html; charset=utf-8",
	css: "text/css; charset=utf-8",
	js: "text/javascript; charset=utf-8",
	svg: "image/svg+xml",
	webmanifest: "application/manifest+json",
};

const serve = (bytes: Buffer, type: string): Handler => {
	const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
	return async ({ request, response }) => {
		if (request.headers["if-none-match"] === etag) {
			response.writeHead(304, { etag });
			response.end();
		} else sendBytes(response, bytes, { "content-type": type, "cache-control": "no-cache", etag });
	};
};

/** The page's files, read once: what is not there at the start is not served, so no path leads out of the folder. */
export const pageRoutes = async (pageDir: string): Promise<Routes> => {
	const routes: Record<`GET /${string}`, Handler> = {};
	for (const name of await readdir(pageDir)) {
		const type = TYPES[name.split(".").at(-1) ?? ""];
		if (type === undefined) continue;
		const handler = serve(await readFile(join(pageDir, name)), type);
		routes[`GET /${name}`] = handler;
		if (name === "index.html") routes["GET /"] = handler;
	}
	return routes;
};

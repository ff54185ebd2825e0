import type { IncomingMessage, ServerResponse } from "node:http";
import { badRequest, HttpError, notFound } from "./http-error.ts";

/** One HTTP call, its path taken apart. */
export interface Call {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	readonly query: URLSearchParams;
	/** A named part of the path. Throws when the route has no such part. */
	param(name: string): string;
}

export type Handler = (call: Call) => Promise<void>;

/** "GET /api/chats/:chat/messages": a colon names a part, every other part is literal. */
export type Routes = Readonly<Record<`${"GET" | "POST" | "DELETE"} /${string}`, Handler>>;

interface Route {
	readonly method: string;
	readonly parts: readonly string[];
	readonly handler: Handler;
}

const matchParts = (pattern: readonly string[], path: readonly string[]): Map<string, string> | null => {
	if (pattern.length !== path.length) return null;
	const params = new Map<string, string>();
	for (const [index, part] of pattern.entries()) {
		const given = path[index] ?? "";
		if (part.startsWith(":") && given !== "") params.set(part.slice(1), given);
		else if (part !== given) return null;
	}
	return params;
};

const parseUrl = (target: string): URL => {
	try {
		return new URL(target, "http://room");
	} catch {
		throw badRequest("bad_path", "the request target is no path");
	}
};

const decodePath = (pathname: string): string[] => {
	try {
		return pathname.split("/").map(decodeURIComponent);
	} catch {
		throw badRequest("bad_path", "the path is not valid percent-encoding");
	}
};

/** Finds the handler of a call and runs it; 404 for an unknown path, 405 for a known one asked another way. HEAD is answered as GET. */
export const makeRouter = (routes: Routes): ((request: IncomingMessage, response: ServerResponse) => Promise<void>) => {
	const table: Route[] = Object.entries(routes).map(([key, handler]) => {
		const [method = "", path = ""] = key.split(" ");
		return { method, parts: path.split("/"), handler };
	});
	return async (request, response) => {
		const url = parseUrl(request.url ?? "/");
		const path = decodePath(url.pathname);
		const method = request.method === "HEAD" ? "GET" : request.method;
		const allowed: string[] = [];
		for (const route of table) {
			const params = matchParts(route.parts, path);
			if (!params) continue;
			allowed.push(route.method);
			if (route.method !== method) continue;
			const param = (name: string): string => {
				const value = params.get(name);
				if (value === undefined) throw new Error(`route has no part ${name}`);
				return value;
			};
			return route.handler({ request, response, query: url.searchParams, param });
		}
		if (allowed.length === 0) throw notFound("no_such_path", "there is nothing at this path");
		throw new HttpError(405, "wrong_method", `this path takes ${allowed.join(", ")}`, { headers: { allow: allowed.join(", ") } });
	};
};

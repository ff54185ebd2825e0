import type { IncomingMessage, ServerResponse } from "node:http";
import { badRequest, forbidden } from "./http-error.ts";

const CONTENT_SECURITY_POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' blob: data:",
	"connect-src 'self'",
	"manifest-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
].join("; ");

/** Headers every answer carries, whatever it is. */
export const setSecurityHeaders = (response: ServerResponse): void => {
	response.setHeader("content-security-policy", CONTENT_SECURITY_POLICY);
	response.setHeader("x-content-type-options", "nosniff");
	response.setHeader("x-frame-options", "DENY");
	response.setHeader("referrer-policy", "no-referrer");
	response.setHeader("cross-origin-opener-policy", "same-origin");
	response.setHeader("cross-origin-resource-policy", "same-origin");
};

/** "[::1]:8787" → "[::1]"; null when it is no host at all. */
const hostnameOf = (host: string): string | null => {
	try {
		const url = new URL(`http://${host}`);
		return url.pathname === "/" && url.search === "" && url.username === "" && url.hash === "" ? url.hostname : null;
	} catch {
		return null;
	}
};

/**
 * Refuses calls that came here by way of another site. Demo: the host name must be this machine's own, for a page elsewhere whose name is
 * made to point here (DNS rebinding) still says its own name. Any port is taken, so that a tunnel works. With sessions the cookie, which a
 * browser keeps per host, does that work and the name in front of a proxy is not known here. An Origin, where given, must be the host itself on every
 * call that changes something.
 */
export const checkOrigin = (request: IncomingMessage, mode: "demo" | "real", boundHost: string): void => {
	const host = request.headers.host;
	const hostname = host === undefined ? null : hostnameOf(host);
	if (host === undefined || hostname === null) throw badRequest("bad_host", "the Host header is missing or malformed");
	const own = new Set(["localhost", "127.0.0.1", "[::1]", hostnameOf(boundHost.includes(":") ? `[${boundHost}]` : boundHost)]);
	if (mode === "demo" && !own.has(hostname)) throw forbidden("foreign_host", "the demo answers only to this machine's own name");
	if (request.method === "GET" || request.method === "HEAD") return;
	const { origin } = request.headers;
	if (origin === undefined) return;
	if (origin !== `http://${host}` && origin !== `https://${host}`) throw forbidden("foreign_origin", "calls from another site are refused");
};

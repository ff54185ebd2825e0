import type { IncomingMessage } from "node:http";
import { epochMsOf } from "../../../domain/period.ts";
import type { Clock } from "../../../ports/clock.ts";
import { MAX_CODE_FAILURES, SESSION_MS } from "../limits.ts";
import { readJson, textField } from "./body.ts";
import type { RoomContext } from "./context.ts";
import { badRequest, HttpError, notFound } from "./http-error.ts";
import { sendJson } from "./reply.ts";
import type { Routes } from "./router.ts";
import { hashToken, SESSION_COOKIE, sessionToken } from "./visitor.ts";

const HOUR_MS = 3_600_000;

const isLoopback = (address: string): boolean => address === "::1" || address.startsWith("127.") || address.startsWith("::ffff:127.");

/** Whose tries are counted together: the peer, or whom a proxy on this machine names last. */
const senderAddress = (request: IncomingMessage): string => {
	const peer = request.socket.remoteAddress ?? "";
	const forwarded = request.headers["x-forwarded-for"];
	const last = typeof forwarded === "string" ? forwarded.split(",").at(-1)?.trim() : undefined;
	return isLoopback(peer) && last ? last : peer;
};

/** Counts wrong codes by address. Every try is a fresh account, so the desk alone could not tell that one sender keeps trying. */
const makeFailureCount = (clock: Clock) => {
	const failures = new Map<string, number[]>();
	const recent = (address: string): number[] => {
		const since = epochMsOf(clock.now()) - HOUR_MS;
		return (failures.get(address) ?? []).filter((at) => at > since);
	};
	return {
		exhausted: (address: string): boolean => recent(address).length >= MAX_CODE_FAILURES,
		/** Counted before the answer is known, so that tries sent at once do not slip through; taken back when the code works. */
		add(address: string): void {
			if (failures.size > 10_000) for (const known of failures.keys()) if (recent(known).length === 0) failures.delete(known);
			failures.set(address, [...recent(address), epochMsOf(clock.now())]);
		},
		takeBack(address: string): void {
			failures.set(address, recent(address).slice(0, -1));
		},
	};
};

const cookie = (request: IncomingMessage, value: string, maxAgeS: number): string => {
	const secure = request.headers["x-forwarded-proto"] === "https" ? "; Secure" : "";
	return `${SESSION_COOKIE}=${value}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${maxAgeS}${secure}`;
};

/** Opening a session with a binding code, and closing it. There are none in the demo. */
export const sessionRoutes = (context: RoomContext): Routes => {
	const failures = makeFailureCount(context.clock);
	return {
		"POST /api/session": async (call) => {
			if (context.mode === "demo") throw notFound("demo", "the demo has no sessions");
			const code = textField(await readJson(call.request), "code")?.trim() ?? "";
			if (code === "" || code.length > 64) throw badRequest("code_missing", "send the binding code");
			const address = senderAddress(call.request);
			if (failures.exhausted(address))
				throw new HttpError(429, "too_many_tries", "too many wrong codes: wait an hour", { headers: { "retry-after": "3600" } });
			failures.add(address);
			const account = context.ids.next();
			const bound = await context.desk.bind({ channel: "room", id: account }, code);
			if (bound === null) throw new HttpError(403, "code_invalid", "this code does not work");
			failures.takeBack(address);
			const token = context.ids.secret();
			await context.store.saveSession(hashToken(token), account, context.clock.now());
			sendJson(call.response, 201, bound, { "set-cookie": cookie(call.request, token, SESSION_MS / 1000) });
		},
		"DELETE /api/session": async (call) => {
			if (context.mode === "demo") throw notFound("demo", "the demo has no sessions");
			const token = sessionToken(call);
			if (token !== null) {
				await context.store.dropSession(hashToken(token));
				context.events.cut(hashToken(token));
			}
			sendJson(call.response, 200, {}, { "set-cookie": cookie(call.request, "", 0) });
		},
	};
};

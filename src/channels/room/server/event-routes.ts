import type { RoomMessage } from "../../../ports/room.ts";
import { encodeMessage } from "../encode.ts";
import { MAX_REPLAY, MAX_STREAMS, MAX_STREAMS_EACH } from "../limits.ts";
import type { RoomContext } from "./context.ts";
import { badRequest, HttpError } from "./http-error.ts";
import type { Call, Routes } from "./router.ts";
import { chatsOf, sightOf, type Visitor, visitorOf } from "./visitor.ts";

/** The last event a reader has: the browser's own header on its reconnects, `after` when the page opens the stream anew. */
const lastSeen = (call: Call): number | null => {
	const given = call.request.headers["last-event-id"] ?? call.query.get("after") ?? "";
	if (given === "") return null;
	if (typeof given !== "string" || !/^\d{1,15}$/.test(given)) throw badRequest("bad_id", "an event id is a whole number");
	return Number(given);
};

/** What a reader missed in all their chats, ids rising; "too-long" when that is too much to replay. */
const missedBy = async (context: RoomContext, visitor: Visitor, after: number): Promise<readonly RoomMessage[] | "too-long"> => {
	const chats = await chatsOf(context, visitor);
	const missed: RoomMessage[] = [];
	for (const chat of chats) {
		missed.push(...(await context.store.list(chat.id, after, MAX_REPLAY + 1)));
		if (missed.length > MAX_REPLAY) return "too-long";
	}
	return missed.sort((one, other) => one.id - other.id);
};

/** The stream of new messages. */
export const eventRoutes = (context: RoomContext): Routes => ({
	"GET /api/events": async (call) => {
		const visitor = await visitorOf(context, call, call.query.get("as"));
		await chatsOf(context, visitor);
		const after = lastSeen(call);
		const tooMany = visitor.session !== null && context.events.count(visitor.session) >= MAX_STREAMS_EACH;
		if (tooMany || context.events.count() >= MAX_STREAMS)
			throw new HttpError(503, "busy", "too many readers at this moment", { headers: { "retry-after": "5" } });
		if (call.request.method === "HEAD") return void call.response.end();
		call.response.writeHead(200, {
			"content-type": "text/event-stream; charset=utf-8",
			"cache-control": "no-store",
			// Proxies that buffer would hold messages back.
			"x-accel-buffering": "no",
		});
		const reader = context.mode === "demo" ? visitor.account : null;
		const nameOf = (account: string): string => context.directory.displayName(account);
		context.events.open(
			{
				response: call.response,
				sees: sightOf(context, visitor),
				encode: (message) => encodeMessage(message, nameOf, reader),
				session: visitor.session,
			},
			after ?? 0,
			async () => (after === null ? [] : missedBy(context, visitor, after)),
		);
	},
});

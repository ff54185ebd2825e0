import { type DateText, type Instant, instantAt, toInstant } from "../../../domain/period.ts";
import type { DemoClock } from "../../../ports/desk.ts";
import { readJson, textField } from "./body.ts";
import type { RoomContext } from "./context.ts";
import { badRequest, notFound } from "./http-error.ts";
import { sendBytes, sendJson } from "./reply.ts";
import type { Routes } from "./router.ts";
import { personOf, visitorOf } from "./visitor.ts";

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** The instant a caller means; a moment without an offset is the county's wall clock. Throws 400. */
const parseMoment = (text: string): Instant => {
	const found = MOMENT.exec(text.trim());
	try {
		if (found?.[3]) return toInstant(Date.parse(text.trim().replace(" ", "T")));
		if (found?.[1]) return instantAt(found[1] as DateText, found[2] ?? "00:00");
	} catch {
		// A date that does not exist is answered like any other text that is no moment.
	}
	throw badRequest("bad_moment", "`to` is an ISO 8601 moment like 2026-11-20T16:00:00+08:00");
};

const options = (context: RoomContext): Routes => ({
	"GET /api/me/options": async (call) => {
		if (context.mode === "demo") return sendJson(call.response, 200, context.directory.demoOptions());
		const own = await personOf(context, await visitorOf(context, call, null));
		sendJson(call.response, 200, { people: [own.person], chats: own.chats, mayScan: context.desk.mayScan(own.key) });
	},
});

const clockRoutes = (context: RoomContext): Routes => {
	let lane: Promise<unknown> = Promise.resolve();
	const demoClock = (): DemoClock => {
		if (context.mode !== "demo" || context.demoClock === null) throw notFound("no_demo", "only the demo's clock can be read and moved");
		return context.demoClock;
	};
	/** One move at a time: everything due on the way happens in order. */
	const move = (clock: DemoClock, to: Instant): Promise<Instant> => {
		const moved = lane.then(() => clock.moveTo(to));
		lane = moved.catch(() => undefined);
		return moved;
	};
	return {
		"GET /api/clock": async (call) => sendJson(call.response, 200, { now: demoClock().now(), demo: true }),
		"POST /api/clock": async (call) => {
			const clock = demoClock();
			const to = textField(await readJson(call.request), "to");
			if (to === null) throw badRequest("bad_moment", "say where to in `to`");
			try {
				const now = await move(clock, parseMoment(to));
				context.events.publishClock(now);
				sendJson(call.response, 200, { now, demo: true });
			} catch (error) {
				if (error instanceof RangeError) throw badRequest("clock_range", "the clock moves forward only, and not too far");
				throw error;
			}
		},
	};
};

const health = (context: RoomContext): Routes => ({
	"GET /healthz": async (call) => sendJson(call.response, 200, { ok: true }),
	"GET /readyz": async (call) => {
		const { ready, reasons } = await context.desk.readiness();
		sendJson(call.response, ready ? 200 : 503, { ready, reasons });
	},
	"GET /metrics": async (call) =>
		sendBytes(call.response, Buffer.from(await context.desk.metrics()), {
			"content-type": "text/plain; version=0.0.4; charset=utf-8",
			"cache-control": "no-store",
		}),
});

/** What stands round the chats: who one may be, the demo's clock, the program's health. */
export const frameRoutes = (context: RoomContext): Routes => ({ ...options(context), ...clockRoutes(context), ...health(context) });

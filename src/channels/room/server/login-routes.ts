import type { RoomContext } from "./context.ts";
import { forbidden, notFound } from "./http-error.ts";
import { sendJson } from "./reply.ts";
import type { Routes } from "./router.ts";
import { personOf, visitorOf } from "./visitor.ts";

/** The codes that messengers wait for somebody of the office to scan. There are none in the demo. */
export const loginRoutes = (context: RoomContext): Routes => ({
	"GET /api/logins": async (call) => {
		if (context.mode === "demo") throw notFound("demo", "the demo logs in nowhere");
		const { key } = await personOf(context, await visitorOf(context, call, null));
		if (!context.desk.mayScan(key)) throw forbidden("not_office", "only the supervision office may scan");
		sendJson(call.response, 200, {
			logins: (await context.desk.logins(key)).map(({ name, since, png }) => ({
				name,
				since,
				picture: `data:image/png;base64,${Buffer.from(png).toString("base64")}`,
			})),
		});
	},
});

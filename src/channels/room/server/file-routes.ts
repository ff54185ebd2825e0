import type { RoomContext } from "./context.ts";
import { notFound } from "./http-error.ts";
import { sendPieces } from "./reply.ts";
import type { Routes } from "./router.ts";
import { enterChat, visitorOf } from "./visitor.ts";

/** Pictures a browser shows in place; anything else is only ever saved. */
const SHOWN = new Set(["image/jpeg", "image/png", "image/gif", "image/webp"]);

/** Attachments, for members of a chat in which they appear: `message` names such a message. */
export const fileRoutes = (context: RoomContext): Routes => ({
	"GET /api/files/:hash/:name": async (call) => {
		const visitor = await visitorOf(context, call, call.query.get("as"));
		const id = call.query.get("message") ?? "";
		const message = /^\d{1,15}$/.test(id) ? await context.store.get(Number(id)) : null;
		const file = message?.files.find(({ hash }) => hash === call.param("hash"));
		if (!message || !file) throw notFound("unknown_file", "no such file was sent in this message");
		await enterChat(context, visitor, message.chat);
		const kept = await context.files.open(file.hash);
		if (kept === null) throw notFound("file_gone", "this file is not kept any more");
		const shown = SHOWN.has(file.type);
		await sendPieces(call.response, kept, {
			"content-type": shown ? file.type : "application/octet-stream",
			"content-disposition": `${shown ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, "")}`,
			"content-security-policy": "default-src 'none'; sandbox",
			"cache-control": "private, max-age=3600",
		});
	},
});

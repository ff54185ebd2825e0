import type { FileRef } from "../../../domain/file.ts";
import type { Inbound } from "../../../ports/intake.ts";
import type { RoomChat } from "../../../ports/room.ts";
import { decodePress } from "../decode.ts";
import { encodeMessage } from "../encode.ts";
import { NotTakenIn } from "../journal.ts";
import { MAX_PERSON_TEXT, MAX_UPLOADS, MAX_UPLOADS_EACH, PAGE_OF_MESSAGES } from "../limits.ts";
import { mediaType, readJson, textField } from "./body.ts";
import type { RoomContext } from "./context.ts";
import { badRequest, HttpError, notFound, tooLarge } from "./http-error.ts";
import { sendJson } from "./reply.ts";
import type { Call, Routes } from "./router.ts";
import { readUpload, type Upload } from "./upload.ts";
import { actorOf, enterChat, visitorOf } from "./visitor.ts";

interface Saying {
	readonly as: string | null;
	readonly text: string;
	readonly file: Upload["file"];
	/** The sender's own name for this message: a second call with it offers the same message again instead of saying it twice. */
	readonly key: string | null;
}

/** One kind of line break, no other control characters than tabs, no half characters: those a store may refuse or change. */
const cleanText = (text: string): string =>
	text
		.replace(/\r\n?/g, "\n")
		.replace(/(?![\t\n])\p{Cc}/gu, "")
		.replace(/\p{Cs}/gu, "\ufffd");

const readSaying = async (call: Call): Promise<Saying> => {
	if (mediaType(call.request) === "multipart/form-data") {
		const { fields, file } = await readUpload(call.request);
		return { as: fields.as ?? null, text: cleanText(fields.text ?? ""), file, key: fields.key ?? null };
	}
	const body = await readJson(call.request);
	return { as: textField(body, "as"), text: cleanText(textField(body, "text") ?? ""), file: null, key: textField(body, "key") };
};

/** The inbox did not take it: the caller may try again. `id` names a message the room kept all the same. */
const notTakenIn = (facts: { id?: number }): HttpError =>
	new HttpError(503, "not_taken_in", "not taken in yet: send it again", { headers: { "retry-after": "1" }, facts });

/** Texts and files as they may be said. Throws 400 for nothing at all, 413 beyond the limits. */
const checkSaying = ({ text, file, key }: Saying): void => {
	if (text.length > MAX_PERSON_TEXT) throw tooLarge("text_too_long", `a text holds at most ${MAX_PERSON_TEXT} characters`);
	if (file && file.bytes.length === 0) throw badRequest("empty_file", "the file is empty");
	if (text.trim() === "" && !file) throw badRequest("empty", "say something, or send a file");
	if (key !== null && (key === "" || key.length > 64)) throw badRequest("bad_key", "a key holds 1 to 64 characters");
};

/** Remembers the newest sayings by their senders' keys; what a restart forgets is offered to the intake by the restart itself. */
const makeKeyMemory = (size: number) => {
	const known = new Map<string, Promise<number>>();
	return {
		get: (key: string): Promise<number> | undefined => known.get(key),
		set(key: string, id: Promise<number>): void {
			known.set(key, id);
			id.catch(() => known.delete(key));
			const oldest = known.keys().next();
			if (known.size > size && !oldest.done) known.delete(oldest.value);
		},
	};
};

const parseId = (text: string | null, otherwise: number): number => {
	if (text === null || text === "") return otherwise;
	if (!/^\d{1,15}$/.test(text)) throw badRequest("bad_id", "an id is a whole number");
	return Number(text);
};

const parseLimit = (text: string | null): number => {
	const limit = parseId(text, PAGE_OF_MESSAGES);
	if (limit < 1 || limit > PAGE_OF_MESSAGES) throw badRequest("bad_limit", `limit lies between 1 and ${PAGE_OF_MESSAGES}`);
	return limit;
};

/** Counts uploads under way. The session is "" in the demo. */
const makeUploadCount = (most: { readonly all: number; readonly each: number }) => {
	const under = new Map<string, number>();
	let all = 0;
	return {
		/** False when there are too many already. */
		begin(session: string): boolean {
			const own = under.get(session) ?? 0;
			if (all >= most.all || (session !== "" && own >= most.each)) return false;
			all += 1;
			under.set(session, own + 1);
			return true;
		},
		end(session: string): void {
			all -= 1;
			const own = (under.get(session) ?? 1) - 1;
			if (own === 0) under.delete(session);
			else under.set(session, own);
		},
	};
};

/** Saying something, reading a chat, pressing a button. */
export const messageRoutes = (context: RoomContext): Routes => {
	const { store, journal, clock, directory, ids } = context;
	const keys = makeKeyMemory(5000);
	const uploads = makeUploadCount({ all: MAX_UPLOADS, each: MAX_UPLOADS_EACH });

	const takeIn = async (press: Inbound): Promise<void> => {
		try {
			await context.intake.receive([press]);
		} catch (error) {
			context.log.error("room:not-taken-in", { press: press.updateId, error });
			throw notTakenIn({});
		}
	};

	const say = async (chat: RoomChat, from: string, saying: Saying): Promise<number> => {
		const files: FileRef[] = saying.file ? [await context.files.put(saying.file.bytes, saying.file.name)] : [];
		const line = { chat: chat.id, at: clock.now(), from, text: saying.text, buttons: [], files, outboxId: null };
		return (await journal.appendPerson(line, chat.kind)).id;
	};

	const offerAgain = async (id: number, chat: RoomChat): Promise<number> => {
		const message = await store.get(id);
		if (message === null || message.from === null) throw new Error(`room message ${id} vanished`);
		await journal.offer({ ...message, from: message.from }, chat.kind);
		return id;
	};

	/** Says it, or offers what an earlier call of the same key said and the intake may not have taken. */
	const sayOnce = async (chat: RoomChat, from: string, saying: Saying): Promise<number> => {
		if (saying.key === null) return say(chat, from, saying);
		const key = `${from}\n${chat.id}\n${saying.key}`;
		const earlier = keys.get(key);
		if (earlier) return offerAgain(await earlier, chat);
		const said = say(chat, from, saying);
		keys.set(
			key,
			said.catch((error: unknown) => {
				if (error instanceof NotTakenIn) return error.messageId;
				throw error;
			}),
		);
		return said;
	};

	const post = async (call: Call): Promise<void> => {
		const saying = await readSaying(call);
		const actor = await actorOf(context, call, saying.as);
		const chat = await enterChat(context, actor, call.param("chat"));
		checkSaying(saying);
		try {
			sendJson(call.response, 202, { id: await sayOnce(chat, actor.account, saying) });
		} catch (error) {
			if (!(error instanceof NotTakenIn)) throw error;
			throw notTakenIn({ id: error.messageId });
		}
	};

	return {
		"POST /api/chats/:chat/messages": async (call) => {
			// Refused before the body is read: without a session nobody gets to send 20 MB.
			const session = (context.mode === "real" ? (await visitorOf(context, call, null)).session : null) ?? "";
			if (mediaType(call.request) !== "multipart/form-data") return post(call);
			if (!uploads.begin(session))
				throw new HttpError(503, "busy", "too many uploads at this moment", { headers: { "retry-after": "2", connection: "close" } });
			try {
				await post(call);
			} finally {
				uploads.end(session);
			}
		},

		// Without `after` the newest messages of the chat, at most `limit`; with it those that follow, oldest first.
		"GET /api/chats/:chat/messages": async (call) => {
			const as = call.query.get("as");
			const visitor = await visitorOf(context, call, as);
			const chat = await enterChat(context, visitor, call.param("chat"));
			const limit = parseLimit(call.query.get("limit"));
			const after = parseId(call.query.get("after"), -1);
			const messages = after < 0 ? await store.latest(chat.id, limit) : await store.list(chat.id, after, limit);
			const reader = context.mode === "demo" ? visitor.account : null;
			const nameOf = (account: string): string => directory.displayName(account);
			sendJson(call.response, 200, { messages: messages.map((message) => encodeMessage(message, nameOf, reader)) });
		},

		"POST /api/chats/:chat/messages/:id/press": async (call) => {
			const body = await readJson(call.request);
			const actor = await actorOf(context, call, textField(body, "as"));
			const chat = await enterChat(context, actor, call.param("chat"));
			const button = textField(body, "button");
			if (button === null) throw badRequest("button_missing", "name the button");
			const id = call.param("id");
			const message = /^\d{1,15}$/.test(id) ? await store.get(Number(id)) : null;
			if (message === null || message.chat !== chat.id) throw notFound("unknown_message", "there is no such message in this chat");
			if (message.outboxId === null || message.buttons.length === 0) throw new HttpError(409, "no_buttons", "this message has no buttons");
			if (!message.buttons.some((one) => one.id === button)) throw notFound("unknown_button", "this message has no such button");
			const press = decodePress({
				id: ids.next(),
				chat: chat.id,
				kind: chat.kind,
				from: actor.account,
				at: clock.now(),
				outboxId: message.outboxId,
				button,
			});
			await takeIn(press);
			sendJson(call.response, 202, { id: press.updateId });
		},
	};
};

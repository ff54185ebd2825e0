import { ApiError, badRequest, forbidden } from "./api-error.ts";
import { type FakeChat, fileJson, messageJson, type Post, type StoredFile } from "./chat.ts";
import type { EntityJson, Fields } from "./json.ts";
import { type Markup, NO_MARKUP, readMarkup } from "./markup.ts";
import type { Method, Request } from "./method.ts";
import { Params, type Upload } from "./request-body.ts";
import { checkEntities, cleaned, type Formatted, parseHtml } from "./text.ts";

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;

/** Words with their marks, as parse_mode or entities say. */
export const formatted = (params: Params, field: string, marks: string): Formatted => {
	const given = params.text(field) ?? "";
	const mode = params.text("parse_mode")?.toLowerCase();
	if (mode !== undefined && mode !== "" && mode !== "html") throw badRequest("unsupported parse_mode: the fake reads HTML only");
	const { text, entities } = mode === "html" ? parseHtml(given) : { text: given, entities: checkEntities(given, params.json(marks)) };
	return { text: cleaned(text), entities };
};

const marked = (name: string, entities: readonly EntityJson[]): Fields => (entities.length > 0 ? { [name]: entities } : {});

/** Text of sendMessage and editMessageText. Throws when it is empty or too long. */
export const textContent = (params: Params): Fields => {
	const { text, entities } = formatted(params, "text", "entities");
	if (text === "") throw badRequest("message text is empty");
	if (text.length > MAX_TEXT) throw badRequest("message is too long");
	return { text, ...marked("entities", entities) };
};

export const captionContent = (params: Params): Fields => {
	const { text, entities } = formatted(params, "caption", "caption_entities");
	if (text.length > MAX_CAPTION) throw badRequest("message caption is too long");
	return text === "" ? {} : { caption: text, ...marked("caption_entities", entities) };
};

/** The chat, reached and within the limits. */
const openChat = ({ world, bot, params }: Request, messages = 1): FakeChat => {
	const chat = world.chatFor(bot, params.text("chat_id"));
	if (chat.person && world.personOf(chat.person.id)?.isDeleted) throw forbidden("user is deactivated");
	bot.mustReach(chat);
	if (chat.statusOf(bot.user.id) === "restricted") throw badRequest("not enough rights to send text messages to the chat");
	for (let count = 0; count < messages; count += 1) if (world.limited) bot.limits.note(chat.id, chat.isGroup, world.timing.steadyMs());
	return chat;
};

const repliedTo = (chat: FakeChat, params: Params): Post | null => {
	const given = params.json("reply_parameters") as { message_id?: number; allow_sending_without_reply?: boolean } | undefined;
	const id = given?.message_id ?? params.whole("reply_to_message_id");
	if (id === undefined) return null;
	const post = chat.post(id);
	if (!post && !given?.allow_sending_without_reply && !params.flag("allow_sending_without_reply"))
		throw badRequest("message to be replied not found");
	return post;
};

interface Draft {
	readonly content: Fields;
	readonly files?: readonly StoredFile[];
	readonly markup?: Markup;
	readonly album?: string;
}

const put = ({ world, bot, params }: Request, chat: FakeChat, draft: Draft): Post => {
	const post = chat.add({
		bot,
		from: bot.user,
		date: world.date,
		content: draft.content,
		files: draft.files ?? [],
		replyTo: repliedTo(chat, params),
		album: draft.album ?? null,
		markup: draft.markup ?? NO_MARKUP,
	});
	// Other bots of a group do not see what a bot says.
	world.saw({ kind: "message", bot, post });
	return post;
};

const sendMessage: Method = (request) => {
	const { params } = request;
	const content = textContent(params);
	const markup = readMarkup(params.json("reply_markup"));
	return messageJson(put(request, openChat(request), { content, markup }));
};

const isPicture = (bytes: Uint8Array): boolean => {
	const start = Buffer.from(bytes.slice(0, 12)).toString("latin1");
	return start.startsWith("\x89PNG") || start.startsWith("\xff\xd8\xff") || start.startsWith("GIF8") || start.startsWith("RIFF");
};

interface Media {
	readonly content: Fields;
	readonly file: StoredFile;
}

/** A file given as an upload or as the file_id of one that is there. */
const media = ({ world }: Request, kind: "photo" | "document", given: string | undefined, upload: Upload | undefined): Media => {
	const known = given === undefined ? null : world.file(given);
	if (!upload && !known)
		throw badRequest(given === undefined ? `there is no ${kind} in the request` : "wrong file identifier/HTTP URL specified");
	if (upload && upload.bytes.length === 0) throw badRequest("file must be non-empty");
	const bytes = upload?.bytes ?? known?.bytes ?? new Uint8Array();
	if (bytes.length > (kind === "photo" ? MAX_PHOTO_BYTES : MAX_DOCUMENT_BYTES)) {
		if (kind === "photo") throw badRequest("file is too big");
		throw new ApiError(413, "Request Entity Too Large");
	}
	if (kind === "photo" && !isPicture(bytes)) throw badRequest("IMAGE_PROCESS_FAILED");
	const file = known ?? world.keep(bytes, upload?.name ?? "file", kind === "photo" ? "photos" : "documents");
	if (kind === "photo") return { file, content: { photo: [{ ...fileJson(file), width: 1280, height: 853 }] } };
	return {
		file,
		content: { document: { ...fileJson(file), file_name: file.name, mime_type: upload?.type ?? "application/octet-stream" } },
	};
};

const sendFile =
	(kind: "photo" | "document"): Method =>
	(request) => {
		const { params } = request;
		const caption = captionContent(params);
		const markup = readMarkup(params.json("reply_markup"));
		const { content, file } = media(request, kind, params.text(kind), params.upload(kind));
		return messageJson(put(request, openChat(request), { content: { ...content, ...caption }, files: [file], markup }));
	};

interface GroupItem {
	readonly type?: string;
	readonly media?: string;
	readonly caption?: string;
}

const sendMediaGroup: Method = (request) => {
	const { params, world } = request;
	const items = params.json("media") as readonly GroupItem[] | undefined;
	if (!Array.isArray(items) || items.length < 2 || items.length > 10) throw badRequest("media group must include 2-10 items");
	if (new Set((items as GroupItem[]).map(({ type }) => type === "document")).size > 1)
		throw badRequest("document can't be mixed with other media types");
	const drafts = (items as GroupItem[]).map((item) => {
		if (item.type !== "photo" && item.type !== "document") throw badRequest("the fake knows photos and documents only");
		const caption = captionContent(new Params({ ...item }));
		const { content, file } = media(request, item.type, item.media, params.attached(item.media));
		return { content: { ...content, ...caption }, files: [file] };
	});
	const chat = openChat(request, drafts.length);
	const album = world.nextName("album");
	return drafts.map((draft) => messageJson(put(request, chat, { ...draft, album })));
};

const sendChatAction: Method = (request) => {
	request.bot.mustReach(request.world.chatFor(request.bot, request.params.text("chat_id")));
	return true;
};

export const SENDING: Readonly<Record<string, Method>> = {
	sendMessage,
	sendPhoto: sendFile("photo"),
	sendDocument: sendFile("document"),
	sendMediaGroup,
	sendChatAction,
};

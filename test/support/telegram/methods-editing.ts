import { badRequest } from "./api-error.ts";
import { messageJson, type Post } from "./chat.ts";
import type { Fields } from "./json.ts";
import { type Markup, readMarkup } from "./markup.ts";
import type { Method, Request } from "./method.ts";
import { captionContent, textContent } from "./methods-sending.ts";

/** Presses are answered within this time, or never. */
const PRESS_MS = 60_000;
/** "A message can only be deleted if it was sent less than 48 hours ago." */
const DELETABLE_S = 48 * 60 * 60;
const MAX_TOAST = 200;

const ownPost = (request: Request): Post => {
	const { world, bot, params } = request;
	const chat = world.chatFor(bot, params.text("chat_id"));
	bot.mustReach(chat);
	const post = chat.post(params.whole("message_id") ?? 0);
	if (!post) throw badRequest("message to edit not found");
	if (post.bot !== bot) throw badRequest("message can't be edited");
	return post;
};

const change = ({ world, bot }: Request, post: Post, content: Fields, markup: Markup, kind: "edit" | "markup"): unknown => {
	const same = JSON.stringify([content, markup.inline]) === JSON.stringify([post.content, post.inline]);
	if (same)
		throw badRequest(
			"message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
		);
	if (world.limited) bot.limits.note(post.chat.id, post.chat.isGroup, world.timing.steadyMs());
	const isWords = JSON.stringify(content) !== JSON.stringify(post.content);
	post.content = content;
	post.inline = markup.inline;
	post.editDate = world.date;
	if (isWords) post.edits += 1;
	world.saw({ kind, bot, post });
	return messageJson(post);
};

const editMessageText: Method = (request) => {
	const content = textContent(request.params);
	const markup = readMarkup(request.params.json("reply_markup"));
	const post = ownPost(request);
	if (post.content.text === undefined) throw badRequest("there is no text in the message to edit");
	return change(request, post, content, markup, "edit");
};

const editMessageCaption: Method = (request) => {
	const caption = captionContent(request.params);
	const markup = readMarkup(request.params.json("reply_markup"));
	const post = ownPost(request);
	if (post.content.text !== undefined) throw badRequest("there is no caption in the message to edit");
	const { caption: _caption, caption_entities: _entities, ...rest } = post.content;
	return change(request, post, { ...rest, ...caption }, markup, "edit");
};

const editMessageReplyMarkup: Method = (request) => {
	const markup = readMarkup(request.params.json("reply_markup"));
	const post = ownPost(request);
	return change(request, post, post.content, markup, "markup");
};

const deleteMessage: Method = (request) => {
	const { world, bot, params } = request;
	const chat = world.chatFor(bot, params.text("chat_id"));
	bot.mustReach(chat);
	const post = chat.post(params.whole("message_id") ?? 0);
	if (!post) throw badRequest("message to delete not found");
	const mayDelete = post.bot === bot || chat.isAdmin(bot.user.id) || !chat.isGroup;
	if (!mayDelete || world.date - post.date > DELETABLE_S) throw badRequest("message can't be deleted");
	post.deleted = true;
	world.saw({ kind: "deleted", bot, post });
	return true;
};

const answerCallbackQuery: Method = ({ world, bot, params }) => {
	const id = params.text("callback_query_id") ?? "";
	const press = bot.presses.get(id);
	const text = params.text("text") ?? "";
	if (text.length > MAX_TOAST) throw badRequest("MESSAGE_TOO_LONG");
	if (!press || world.timing.nowMs() - press.atMs > PRESS_MS)
		throw badRequest("query is too old and response timeout expired or query ID is invalid");
	bot.presses.delete(id);
	if (text !== "") world.saw({ kind: "toast", bot, post: press.post, user: press.user, text, alert: params.flag("show_alert") });
	return true;
};

export const EDITING: Readonly<Record<string, Method>> = {
	editMessageText,
	editMessageCaption,
	editMessageReplyMarkup,
	deleteMessage,
	answerCallbackQuery,
};

import { badRequest } from "./api-error.ts";
import type { CommandJson } from "./bot.ts";
import { fileJson } from "./chat.ts";
import { memberJson } from "./group.ts";
import type { Method, Request } from "./method.ts";

const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;

const getMe: Method = ({ bot }) => ({
	...bot.user,
	can_join_groups: true,
	can_read_all_group_messages: bot.readsGroups,
	supports_inline_queries: false,
});

const deleteWebhook: Method = ({ bot, params }) => {
	bot.updates.webhook = null;
	if (params.flag("drop_pending_updates")) bot.updates.forget();
	return true;
};

const setWebhook: Method = ({ bot, params }) => {
	const url = params.text("url") ?? "";
	if (url !== "" && !url.startsWith("https://")) throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
	bot.updates.webhook = url === "" ? null : url;
	return true;
};

const getWebhookInfo: Method = ({ bot }) => ({
	url: bot.updates.webhook ?? "",
	has_custom_certificate: false,
	pending_update_count: bot.updates.waiting.length,
});

const getFile: Method = ({ world, params }) => {
	const file = world.file(params.text("file_id") ?? "");
	if (!file) throw badRequest("invalid file_id");
	if (file.size > MAX_DOWNLOAD_BYTES) throw badRequest("file is too big");
	return { ...fileJson(file), file_path: file.path };
};

const SCOPES = new Set([
	"default",
	"all_private_chats",
	"all_group_chats",
	"all_chat_administrators",
	"chat",
	"chat_administrators",
	"chat_member",
]);

/** The place a menu is for, as a key; several languages of one place are several menus. */
const scopeKey = ({ world, bot, params }: Request): string => {
	const scope = (params.json("scope") ?? { type: "default" }) as { type?: string; chat_id?: number | string; user_id?: number };
	const { type = "" } = scope;
	if (!SCOPES.has(type)) throw badRequest("can't parse BotCommandScope: Unsupported type specified");
	const hasChat = type === "chat" || type.startsWith("chat_");
	const chat = hasChat ? world.chatFor(bot, scope.chat_id === undefined ? undefined : String(scope.chat_id)) : null;
	if (chat?.isGroup) bot.mustReach(chat);
	return JSON.stringify({
		type,
		...(chat ? { chat: chat.id } : {}),
		...(scope.user_id === undefined ? {} : { user: scope.user_id }),
	}).concat(params.text("language_code") ?? "");
};

const MAX_COMMANDS = 100;

const setMyCommands: Method = (request) => {
	const commands = request.params.json("commands");
	if (!Array.isArray(commands)) throw badRequest("expected an Array of BotCommand");
	if (commands.length > MAX_COMMANDS) throw badRequest("BOT_COMMANDS_TOO_MUCH");
	const checked = (commands as Partial<CommandJson>[]).map(({ command = "", description = "" }): CommandJson => {
		const name = command.replace(/^\//u, "");
		if (!/^[a-z0-9_]{1,32}$/u.test(name)) throw badRequest("BOT_COMMAND_INVALID");
		if (description.length < 1 || description.length > 256) throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
		return { command: name, description };
	});
	request.bot.commands.set(scopeKey(request), checked);
	return true;
};

const chatOf = ({ world, bot, params }: Request) => {
	const chat = world.chatFor(bot, params.text("chat_id"));
	if (chat.isGroup) bot.mustReach(chat);
	return chat;
};

const getChatMember: Method = (request) => {
	const chat = chatOf(request);
	const id = request.params.whole("user_id") ?? 0;
	const known = chat.members.get(id);
	if (known) return memberJson(known);
	const user = request.world.personOf(id)?.user;
	if (!user) throw badRequest("invalid user_id specified");
	return memberJson({ user, status: chat.isMember(id) ? "member" : "left", anonymous: false });
};

export const ACCOUNT: Readonly<Record<string, Method>> = {
	getMe,
	deleteWebhook,
	setWebhook,
	getWebhookInfo,
	getFile,
	setMyCommands,
	getMyCommands: (request) => request.bot.commands.get(scopeKey(request)) ?? [],
	deleteMyCommands: (request) => {
		request.bot.commands.delete(scopeKey(request));
		return true;
	},
	getChat: (request) => ({ ...chatOf(request).json(), accent_color_id: 0, max_reaction_count: 11 }),
	getChatMember,
	getChatMemberCount: (request) => {
		const chat = chatOf(request);
		return chat.isGroup ? [...chat.members.keys()].filter((id) => chat.isMember(id)).length : 2;
	},
	getChatAdministrators: (request) => {
		const chat = chatOf(request);
		if (!chat.isGroup) throw badRequest("there are no administrators in the private chat");
		return [...chat.members.values()]
			.filter(({ user }) => chat.isAdmin(user.id) && (user.is_bot ? user.id === request.bot.user.id : true))
			.map(memberJson);
	},
	leaveChat: (request) => {
		const chat = chatOf(request);
		const known = chat.members.get(request.bot.user.id);
		if (!chat.isGroup || !known) throw badRequest("chat member status can't be changed in private chats");
		chat.members.set(request.bot.user.id, { ...known, status: "left" });
		return true;
	},
};

/** Somebody of a transcript. */
export interface CastLine {
	readonly nick: string;
	/** 「大巴镇 报送员 1」; null: nobody the county knows. */
	readonly seat: { readonly unit: string; readonly role: string; readonly number: number } | null;
}

export interface Doing {
	readonly nick: string;
	readonly group: string | null;
	readonly act:
		| { readonly kind: "say"; readonly text: string }
		| { readonly kind: "press"; readonly label: string; readonly oldest: boolean }
		| { readonly kind: "send"; readonly file: string; readonly text: string }
		/** Sends back the newest file the bot gave. */
		| { readonly kind: "send-back"; readonly text: string }
		| TelegramAct;
}

/** What a telephone with Telegram can do beside talking. */
export type TelegramAct =
	/** Answers the newest message of the bot in that chat, by Telegram's reply. */
	| { readonly kind: "reply"; readonly text: string }
	/** Changes the words of the newest message of theirs that has these. */
	| { readonly kind: "change"; readonly from: string; readonly to: string }
	/** Several photos at once, with words. */
	| { readonly kind: "album"; readonly files: readonly string[]; readonly text: string }
	/** Opens the bot by the link with a binding code. */
	| { readonly kind: "open-link"; readonly code: string }
	| { readonly kind: "block"; readonly blocked: boolean }
	/** Speaks as the group. */
	| { readonly kind: "say-hidden"; readonly text: string }
	| { readonly kind: "add-bot" | "remove-bot" | "promote-bot" | "upgrade" }
	| { readonly kind: "rename"; readonly title: string };

/** Where a transcript is played. */
export type Place = "room" | "telegram" | "wechat";

/** 「有提醒 周报 大巴镇、佛寺镇」. */
export interface Reminding {
	readonly duty: string;
	readonly units: readonly string[];
}

/** One line of a transcript that is not the bot's. */
export type Step =
	/** Means something in this place only. */
	| { readonly kind: "only"; readonly place: Place }
	/** The bot's account on WeChat is logged out, or in again: with the same ids, or with new ones for everybody. */
	| { readonly kind: "wechat"; readonly what: "logout" | "login" | "renewal" }
	/** It is about buttons. */
	| { readonly kind: "needs-buttons" }
	/** A duty is owed by these units alone, and they are reminded of it. */
	| ({ readonly kind: "reminding" } & Reminding)
	/** The program is stopped until then. */
	| { readonly kind: "down"; readonly day: string; readonly time: string }
	/** Privacy mode: the bot hears commands, replies and its name only. */
	| { readonly kind: "blind" }
	| { readonly kind: "cast"; readonly cast: CastLine }
	| { readonly kind: "time"; readonly day: string; readonly time: string }
	| { readonly kind: "pass"; readonly hours: number }
	| { readonly kind: "restart" }
	/** The power goes after it was taken in and before it is answered. */
	| { readonly kind: "power-cut"; readonly doing: Doing }
	| { readonly kind: "break"; readonly nick: string }
	| { readonly kind: "mend" }
	| { readonly kind: "do"; readonly doings: readonly Doing[] };

/** A step with the lines it was read from; steps without lines of their own do not exist. */
export interface ScriptLine {
	readonly lines: readonly string[];
	/** Null: an empty line or a comment. */
	readonly step: Step | null;
}

const CONTINUED = "｜";
const TOGETHER = "同时 ";

const CAST = /^演员 (\S+) = (\S+) (\S+) (\d+)$/u;
const STRANGER = /^演员 (\S+) = 没绑定的人$/u;
const TIME = /^时间 (\d{4}-\d\d-\d\d) (\d\d:\d\d)$/u;
const REMINDING = /^有提醒 (\S+) (\S+)$/u;
const DOWN = /^停机到 (\d{4}-\d\d-\d\d) (\d\d:\d\d)$/u;
const PASS = /^过了 ([\d.]+)小时$/u;
const SAY = /^([^\s：]+)(?: 在 (\S+?)群)?：([\s\S]*)$/u;
const PRESS = /^(\S+)(?: 在 (\S+?)群)? 按( 最早的)? (\S+)$/u;
const SEND = /^(\S+)(?: 在 (\S+?)群)? 发(?:图|文件|语音) (\S+)(?: (.+))?$/u;
const SEND_BACK = /^(\S+) 发回(?: (.+))?$/u;

const REPLY = /^([^\s：]+)(?: 在 (\S+?)群)? 回复：([\s\S]*)$/u;
const CHANGE = /^(\S+)(?: 在 (\S+?)群)? 把(.+)改成：([\s\S]*)$/u;
const ALBUM = /^(\S+)(?: 在 (\S+?)群)? 发相册 (\S+)(?: (.+))?$/u;
const LINK = /^(\S+) 点开链接 (\S+)$/u;
const BLOCK = /^(\S+) (拉黑|放行)机器人$/u;
const HIDDEN = /^(\S+) 在 (\S+?)群 匿名：([\s\S]*)$/u;
const IN_GROUP = /^(\S+) 在 (\S+?)群 (拉机器人进群|踢机器人|设机器人为管理员|升级群)$/u;
const RENAME = /^(\S+) 在 (\S+?)群 改群名 (\S+)$/u;
const IN_GROUP_KINDS = { 拉机器人进群: "add-bot", 踢机器人: "remove-bot", 设机器人为管理员: "promote-bot", 升级群: "upgrade" } as const;

const ON_WECHAT = { 微信掉线: "logout", 微信扫码登录: "login", 微信换号登录: "renewal" } as const;

const telegramAct = (line: string): Doing | null => {
	const by = (found: RegExpExecArray, group: string | null, act: TelegramAct): Doing => ({ nick: found[1] ?? "", group, act });
	const reply = REPLY.exec(line);
	if (reply) return by(reply, reply[2] ?? null, { kind: "reply", text: reply[3] ?? "" });
	const change = CHANGE.exec(line);
	if (change) return by(change, change[2] ?? null, { kind: "change", from: change[3] ?? "", to: change[4] ?? "" });
	const album = ALBUM.exec(line);
	if (album) return by(album, album[2] ?? null, { kind: "album", files: (album[3] ?? "").split("、"), text: album[4] ?? "" });
	const link = LINK.exec(line);
	if (link) return by(link, null, { kind: "open-link", code: link[2] ?? "" });
	const block = BLOCK.exec(line);
	if (block) return by(block, null, { kind: "block", blocked: block[2] === "拉黑" });
	const hidden = HIDDEN.exec(line);
	if (hidden) return by(hidden, hidden[2] ?? null, { kind: "say-hidden", text: hidden[3] ?? "" });
	const inGroup = IN_GROUP.exec(line);
	if (inGroup) return by(inGroup, inGroup[2] ?? null, { kind: IN_GROUP_KINDS[inGroup[3] as keyof typeof IN_GROUP_KINDS] });
	const rename = RENAME.exec(line);
	return rename ? by(rename, rename[2] ?? null, { kind: "rename", title: rename[3] ?? "" }) : null;
};

const doing = (line: string): Doing | null => {
	const act = telegramAct(line);
	if (act) return act;
	const press = PRESS.exec(line);
	if (press)
		return { nick: press[1] ?? "", group: press[2] ?? null, act: { kind: "press", label: press[4] ?? "", oldest: press[3] !== undefined } };
	const send = SEND.exec(line);
	if (send) return { nick: send[1] ?? "", group: send[2] ?? null, act: { kind: "send", file: send[3] ?? "", text: send[4] ?? "" } };
	const back = SEND_BACK.exec(line);
	if (back) return { nick: back[1] ?? "", group: null, act: { kind: "send-back", text: back[2] ?? "" } };
	const say = SAY.exec(line);
	return say ? { nick: say[1] ?? "", group: say[2] ?? null, act: { kind: "say", text: say[3] ?? "" } } : null;
};

const stepOf = (line: string): Step | null => {
	const cast = CAST.exec(line);
	if (cast)
		return { kind: "cast", cast: { nick: cast[1] ?? "", seat: { unit: cast[2] ?? "", role: cast[3] ?? "", number: Number(cast[4]) } } };
	const stranger = STRANGER.exec(line);
	if (stranger) return { kind: "cast", cast: { nick: stranger[1] ?? "", seat: null } };
	const time = TIME.exec(line);
	if (time) return { kind: "time", day: time[1] ?? "", time: time[2] ?? "" };
	const down = DOWN.exec(line);
	if (down) return { kind: "down", day: down[1] ?? "", time: down[2] ?? "" };
	const pass = PASS.exec(line);
	if (pass) return { kind: "pass", hours: Number(pass[1]) };
	if (line === "只在聊天室") return { kind: "only", place: "room" };
	if (line === "只在Telegram") return { kind: "only", place: "telegram" };
	if (line in ON_WECHAT) return { kind: "wechat", what: ON_WECHAT[line as keyof typeof ON_WECHAT] };
	if (line === "要有按钮") return { kind: "needs-buttons" };
	if (line === "只在微信") return { kind: "only", place: "wechat" };
	const reminding = REMINDING.exec(line);
	if (reminding) return { kind: "reminding", duty: reminding[1] ?? "", units: (reminding[2] ?? "").split("、") };
	if (line === "隐私模式") return { kind: "blind" };
	if (line === "重启") return { kind: "restart" };
	if (line === "修好") return { kind: "mend" };
	const broken = /^故障 (\S+)$/u.exec(line);
	if (broken) return { kind: "break", nick: broken[1] ?? "" };
	const cut = /^没答就断电 ([\s\S]+)$/u.exec(line);
	const done = doing(cut?.[1] ?? line);
	if (!done) return null;
	return cut ? { kind: "power-cut", doing: done } : { kind: "do", doings: [done] };
};

/** Lines of people: a line beginning with ｜ goes on with the words of the one before it. */
const joined = (lines: readonly string[]): string =>
	lines.map((line, at) => (at === 0 ? line : `\n${line.slice(CONTINUED.length)}`)).join("");

/** Reads a transcript; what the bot said in it (indented lines) is left out. Throws on a line it does not know. */
export const readScript = (text: string): ScriptLine[] => {
	const own = text.split("\n").filter((line) => !/^[ \t]/u.test(line));
	while (own.at(-1) === "") own.pop();
	const script: ScriptLine[] = [];
	for (let at = 0; at < own.length; ) {
		const lines = [own[at] ?? ""];
		for (at += 1; own[at]?.startsWith(CONTINUED); at += 1) lines.push(own[at] ?? "");
		const whole = joined(lines);
		if (whole === "" || whole.startsWith("#")) {
			script.push({ lines, step: null });
			continue;
		}
		const together = whole.startsWith(TOGETHER);
		const step = stepOf(together ? whole.slice(TOGETHER.length) : whole);
		if (!step) throw new Error(`what does this line mean? ${whole}`);
		const before = script.at(-1);
		if (together && step.kind === "do" && before?.step?.kind === "do" && before.lines[0]?.startsWith(TOGETHER))
			script.splice(-1, 1, { lines: [...before.lines, ...lines], step: { kind: "do", doings: [...before.step.doings, ...step.doings] } });
		else script.push({ lines, step });
	}
	return script;
};

/** The one place a transcript is for, or null where it reads the same everywhere. */
export const placeOf = (script: readonly ScriptLine[]): Place | null => {
	const only = script.find(({ step }) => step?.kind === "only")?.step;
	return only?.kind === "only" ? only.place : null;
};

/** Whether it is about buttons, and means nothing where there are none. */
export const needsButtons = (script: readonly ScriptLine[]): boolean => script.some(({ step }) => step?.kind === "needs-buttons");

/** Which duties remind in it; the others are about something else and are played without reminders. */
export const remindingIn = (script: readonly ScriptLine[]): Reminding[] =>
	script.flatMap(({ step }) => (step?.kind === "reminding" ? [{ duty: step.duty, units: step.units }] : []));

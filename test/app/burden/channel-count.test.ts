import { expect, it } from "vitest";
import { ChannelCount } from "../../../src/app/burden/channel-count.ts";
import { SENDING_LIMITS } from "../../../src/channels/wechat/limits.ts";
import { decimal } from "../../../src/domain/decimal.ts";
import { type DateText, type Instant, instantAt, type PeriodKey } from "../../../src/domain/period.ts";
import { WorkingCalendar } from "../../../src/domain/working-calendar.ts";
import type { WrittenMessage } from "../../../src/ports/burden.ts";
import { NO_LIMITS } from "../../../src/ports/channel.ts";
import { type Language, renderChat } from "../../../src/render/chat.ts";
import { ALL_CAPABILITIES } from "../../support/limited-platform.ts";

const at = (time: string, day = "2026-11-16"): Instant => instantAt(day as DateText, time);
const RULES = { "quiet-from": decimal(20), "quiet-until": decimal(8) };

const message = (channel: string, change: Partial<WrittenMessage> = {}): WrittenMessage => ({
	position: 1,
	chat: { channel, account: "main", id: "c", kind: "private" },
	addressee: null,
	priority: "broadcast",
	view: "notice",
	state: "sent",
	reason: null,
	writtenAt: at("09:00"),
	endedAt: at("09:01"),
	parts: 1,
	...change,
});

const counted = (...messages: readonly WrittenMessage[]) => {
	const limits = { wechat: SENDING_LIMITS, telegram: NO_LIMITS };
	const count = new ChannelCount(
		(channel) => limits[channel as keyof typeof limits] ?? null,
		RULES,
		new WorkingCalendar([]),
		at("12:00", "2026-11-17"),
	);
	for (const one of messages) count.add(one);
	return count.lines();
};

it("says nothing of a single channel that may be as fast as it is", () => {
	expect(counted(message("telegram"), message("telegram", { priority: "answer" }))).toEqual([]);
	expect(counted()).toEqual([]);
});

it("counts what went out on each of several, every part, and nothing that did not go", () => {
	expect(
		counted(
			message("telegram"),
			message("room", { parts: 3 }),
			message("room", { state: "parked", reason: "expired", parts: 1 }),
			message("gone", { state: "queued", endedAt: null }),
		),
	).toEqual([
		{ channel: "room", sent: 3, paced: null },
		{ channel: "telegram", sent: 1, paced: null },
	]);
});

it("tells the busiest minute of a channel that is written to by hand", () => {
	const sentAt = (time: string, parts = 1): WrittenMessage => message("wechat", { endedAt: at(time), parts });
	expect(counted(sentAt("09:01"), sentAt("09:02", 2), sentAt("09:02"), sentAt("09:03"))).toEqual([
		{ channel: "wechat", sent: 5, paced: { busiest: 3, held: 0 } },
	]);
});

it("tells how many waited for the morning: written at night, overtaken by it, or waiting still; answers did not", () => {
	const morning = at("08:00", "2026-11-17");
	const [line] = counted(
		message("wechat", { writtenAt: at("21:00"), endedAt: morning }),
		message("wechat", { writtenAt: at("19:59"), endedAt: morning, priority: "reminder" }),
		message("wechat", { writtenAt: at("07:00"), endedAt: at("08:00"), priority: "reminder" }),
		message("wechat", { writtenAt: at("19:00"), endedAt: null, state: "queued" }),
		message("wechat", { writtenAt: at("22:00"), endedAt: at("23:00"), state: "parked", reason: "expired" }),
		message("wechat", { writtenAt: at("21:00"), endedAt: at("21:01"), priority: "answer" }),
		message("wechat"),
	);
	expect(line?.paced?.held).toBe(5);
	expect(line?.sent).toBe(5);
});

it("is told in one line, in both languages, and not at all where there is nothing to tell", () => {
	const figures = { reached: 3, messages: 9, groupMessages: 2, mentions: 1, questions: 4, replies: 5, minutes: 6 };
	const view = {
		key: "burden",
		month: "2026-11" as PeriodKey,
		sofar: null,
		since: null,
		figures,
		median: 1,
		most: 4,
		top: [],
		caps: { perDay: "2", quietFrom: "20", quietUntil: "8" },
		held: { capped: 0, unreachable: 0, reported: 0, expired: 0, lost: 0 },
		before: null,
		buttons: [],
	} as const;
	const channels = [
		{ channel: "wechat", sent: 310, paced: { busiest: 9, held: 12 } },
		{ channel: "room", sent: 120, paced: null },
	];
	const said = (language: Language, more: object): string | undefined =>
		renderChat({ ...view, ...more }, language, ALL_CAPABILITIES)
			.text.split("\n")
			.find((line) => /从哪儿发的|Messages sent/u.test(line));
	expect(said("zh-CN", { channels })).toBe("【从哪儿发的】微信310条（最忙的一分钟9条，晚上留到早上的12条），聊天室120条，答复也算在内");
	expect(said("en", { channels })).toBe(
		"[Messages sent] WeChat 310 (at most 9 in a minute, 12 kept until the morning), Room 120, answers counted in",
	);
	expect(said("zh-CN", {})).toBeUndefined();
});

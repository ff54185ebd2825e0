import { beforeEach, expect, it } from "vitest";
import type { Dispatcher } from "../../src/app/dispatch/dispatcher.ts";
import { decimal } from "../../src/domain/decimal.ts";
import { type DateText, epochMsOf, type Instant, instantAt, toInstant } from "../../src/domain/period.ts";
import { WorkingCalendar } from "../../src/domain/working-calendar.ts";
import { NO_LIMITS } from "../../src/ports/channel.ts";
import type { NewMessage } from "../../src/ports/store.ts";
import { WakingHours } from "../../src/reminders/waking-hours.ts";
import { limitedPlatform } from "../support/limited-platform.ts";
import { memoryOutbox } from "../support/memory-outbox.ts";
import { chatRef, dispatcherOn, listeningLog, queuedId, saying } from "../support/sending-world.ts";
import { SimulatedTime } from "../support/simulated-time.ts";

const HOUR = 60 * 60_000;
const MONDAY = "2026-11-16" as DateText;
const TUESDAY = "2026-11-17" as DateText;
const hours = new WakingHours({ "quiet-from": decimal(20), "quiet-until": decimal("7.5") }, new WorkingCalendar([]));

let time: SimulatedTime;
let outbox: ReturnType<typeof memoryOutbox>;
let platform: ReturnType<typeof limitedPlatform>;
let dispatcher: Dispatcher;
/** How far the clock on the wall is off. */
let offMs: number;
let looks: number;
const wall = (): Instant => toInstant(time.now + offMs);

const make = (limited: boolean): void => {
	platform = limitedPlatform({ time, limits: NO_LIMITS, travelMs: () => 10 });
	const channel = { ...platform.channel, limits: { ...NO_LIMITS, keepsQuiet: true } };
	const store = {
		...outbox,
		dueMessages: (...given: Parameters<typeof outbox.dueMessages>) => {
			looks += 1;
			return outbox.dueMessages(...given);
		},
	};
	dispatcher = dispatcherOn(time, store, channel, listeningLog(), limited, undefined, {
		clock: { now: wall },
		quietUntil: (now) => hours.quietUntil(now),
	});
};

beforeEach(() => {
	time = new SimulatedTime();
	outbox = memoryOutbox();
	offMs = 0;
	looks = 0;
	make(true);
});

const until = (moment: Instant): Promise<void> => time.pass(epochMsOf(moment) - time.now);
const write = (chat: string, name: string, priority: NewMessage["priority"] = "answer", more: Partial<NewMessage> = {}): void => {
	outbox.enqueue(saying(chatRef(chat), name, time.now + offMs, { priority, ...more }));
	dispatcher.wake();
};
const sent = (): string[] => platform.arrivals.map(({ message }) => queuedId(message));

it("sends nothing unasked in quiet hours, and all of it in the morning without having looked for it all night", async () => {
	await until(instantAt(MONDAY, "19:59"));
	write("a", "赶上了", "broadcast");
	await until(instantAt(MONDAY, "20:00"));
	expect(sent()).toEqual(["赶上了"]);
	write("a", "通知", "broadcast");
	write("b", "提醒", "reminder");
	await time.pass(HOUR);
	const before = looks;
	await until(instantAt(TUESDAY, "07:29"));
	expect(looks).toBe(before);
	expect(sent()).toEqual(["赶上了"]);
	await until(instantAt(TUESDAY, "07:31"));
	expect(new Set(sent())).toEqual(new Set(["赶上了", "提醒", "通知"]));
	expect(platform.arrivals[1]?.at).toBe(epochMsOf(instantAt(TUESDAY, "07:30")) + 10);
});

it("answers whoever writes at night, past what waits for the morning in the same chat", async () => {
	await until(instantAt(MONDAY, "22:00"));
	write("a", "通知", "broadcast");
	write("a", "回答");
	await time.pass(1000);
	write("a", "又一个回答");
	await time.pass(1000);
	expect(sent()).toEqual(["回答", "又一个回答"]);
	await until(instantAt(TUESDAY, "08:00"));
	expect(sent()).toEqual(["回答", "又一个回答", "通知"]);
});

it("stops in the middle of a broadcast when quiet hours begin", async () => {
	await until(instantAt(MONDAY, "19:58"));
	platform = limitedPlatform({ time, limits: NO_LIMITS, travelMs: () => 10 });
	const channel = { ...platform.channel, limits: { ...NO_LIMITS, keepsQuiet: true, betweenChatsMs: [3000, 5000] as const } };
	dispatcher = dispatcherOn(time, outbox, channel, listeningLog(), true, undefined, { quietUntil: (now) => hours.quietUntil(now) });
	for (let index = 0; index < 100; index += 1) write(`c${index}`, `m${index}`, "broadcast");
	await until(instantAt(TUESDAY, "00:00"));
	expect(platform.arrivals.length).toBeGreaterThan(30);
	expect(platform.arrivals.length).toBeLessThan(45);
	for (const { at } of platform.arrivals) expect(at).toBeLessThan(epochMsOf(instantAt(MONDAY, "20:00")) + 20);
	await until(instantAt(TUESDAY, "09:00"));
	expect(new Set(sent()).size).toBe(100);
});

it("never sends in the morning what expired at night", async () => {
	await until(instantAt(MONDAY, "21:00"));
	write("a", "今晚截止", "reminder", { expiresAt: instantAt(MONDAY, "23:00") });
	write("a", "明早再说", "broadcast");
	await until(instantAt(TUESDAY, "09:00"));
	expect(sent()).toEqual(["明早再说"]);
});

it("goes by the clock on the wall, however that jumps, as soon as the minute's tick wakes it", async () => {
	await until(instantAt(MONDAY, "21:00"));
	write("a", "通知", "broadcast");
	await time.pass(HOUR);
	offMs = 10 * HOUR;
	dispatcher.wake();
	await time.pass(1000);
	expect(sent()).toEqual(["通知"]);
	offMs = 0;
	write("a", "又一个", "broadcast");
	await time.pass(HOUR);
	expect(sent()).toEqual(["通知"]);
	// Set back by an hour: the timer for the morning comes too early, and finds that it is night still.
	offMs = -HOUR;
	await until(instantAt(TUESDAY, "08:29"));
	expect(sent()).toEqual(["通知"]);
	await until(instantAt(TUESDAY, "08:31"));
	expect(sent()).toEqual(["通知", "又一个"]);
});

it("knows no quiet hours where limits are switched off", async () => {
	make(false);
	await until(instantAt(MONDAY, "22:00"));
	write("a", "通知", "broadcast");
	await time.pass(1000);
	expect(sent()).toEqual(["通知"]);
});

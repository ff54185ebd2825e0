import type { CommandId } from "../domain/command.ts";
import type { Instant } from "../domain/period.ts";
import type { Unit, UnitCode } from "../domain/unit.ts";
import type { Channel } from "../ports/channel.ts";
import type { AccountRef, ChatRef } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import type { Desk } from "../ports/desk.ts";
import type { Files } from "../ports/files.ts";
import type { Ids } from "../ports/ids.ts";
import type { Intake } from "../ports/intake.ts";
import type { Log } from "../ports/log.ts";
import type { Retention } from "../ports/retention.ts";
import type { Effect, Store } from "../ports/store.ts";
import type { StoreTrouble, SystemFacts } from "../ports/system.ts";
import { choiceLabels, type Language, takesNumber } from "../render/chat.ts";
import { menuText } from "../render/menu.ts";
import type { DrawPng } from "../render/picture/drawing.ts";
import type { WorkbookReader } from "../workbook/read-in-worker.ts";
import type { WriteSheets } from "../workbook/sheets/write-in-worker.ts";
import { Alarms } from "./alarms/alarms.ts";
import { createAnalysisReminder } from "./analysis/analysis-reminder.ts";
import { askChannels } from "./ask-channels.ts";
import { createBurdenDigest } from "./burden/burden-digest.ts";
import { countedStore, newCounts } from "./counted-store.ts";
import { CountyHolder } from "./county-holder.ts";
import { createDesk } from "./desk.ts";
import { chatsWritten } from "./dispatch/chats-written.ts";
import { Detours } from "./dispatch/detours.ts";
import { Dispatcher } from "./dispatch/dispatcher.ts";
import { freshenByAll } from "./dispatch/freshen.ts";
import { createDueMoments, type DueMoments } from "./due-moments.ts";
import { Fetcher } from "./files/fetcher.ts";
import { createKeepFor } from "./files/keep-for.ts";
import { createIntake } from "./intake.ts";
import { createJobHandlers } from "./jobs/handlers.ts";
import { JobRunner } from "./jobs/job-runner.ts";
import { createFreshenLogin } from "./logins/freshen-login.ts";
import { createLogins, type Logins } from "./logins/logins.ts";
import { changesMenus, MenuKeeper } from "./menus/menu-keeper.ts";
import { createMetrics } from "./metrics.ts";
import { createNoticeReminders } from "./notices/remind.ts";
import { createProblemDigest } from "./problems/problem-digest.ts";
import { RankingKeeper } from "./rankings/ranking-keeper.ts";
import { RankingPoster } from "./rankings/ranking-poster.ts";
import { createFreshen } from "./reminders/freshen-reminder.ts";
import { LostWatch } from "./reminders/lost-watch.ts";
import { ReminderKeeper } from "./reminders/reminder-keeper.ts";
import { ReviewKeeper } from "./reviews/review-keeper.ts";
import { createHandOver } from "./rounds/hand-over.ts";
import { OutageKeeper } from "./rounds/outage-keeper.ts";
import { TurnLoop } from "./turns/turn-loop.ts";

/** Everything app needs from outside. */
export interface Outside {
	readonly store: Store;
	readonly files: Files;
	readonly retention: Retention;
	readonly reader: WorkbookReader;
	readonly drawPng: DrawPng;
	readonly writeSheets: WriteSheets;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly log: Log;
	readonly language: Language;
	/** False sends without the channels' limits, for measurements. */
	readonly limited: boolean;
	/** Milliseconds of a clock that only rises. */
	readonly steadyMs: () => number;
	/** Calls back later; returns how to take that back. */
	readonly later: (ms: number, run: () => void) => () => void;
	/** Numbers from 0 to below 1, for pauses that need not be the same each time. */
	readonly chance: () => number;
	readonly fileNames: { readonly template: string; readonly slips: string; readonly login: string };
	readonly groupUnit: (chat: ChatRef) => UnitCode | null;
	/** The group a channel makes from a unit itself; null where there is none. */
	readonly groupChat: (unit: Unit) => ChatRef | null;
	readonly privateChatOf: (account: AccountRef) => ChatRef | null;
	/** A dialog left for longer than this is resumed with its question instead of taking the next words as an answer. */
	readonly idleMs: number;
	/** What only the machine knows, for 自检. */
	readonly system: () => Promise<SystemFacts>;
	/** Why the store takes nothing; null while it does. */
	readonly storeTrouble: () => StoreTrouble | null;
	/** Whether the clock goes on while the program does not: then a gap in its ticks is an outage, and deadlines within are given back. */
	readonly keepsTime?: boolean;
	/** More lines for /metrics. */
	readonly processMetrics: () => string;
}

/** The running product behind its ports. */
export interface Yixian {
	readonly counties: CountyHolder;
	readonly intake: Intake;
	readonly desk: Desk;
	readonly logins: Logins;
	/** Begins to send on a channel; call it before the channel starts to receive. */
	attach(channel: Channel): void;
	/** Takes up what an earlier run left. */
	resume(): void;
	runDue(now: Instant): Promise<void>;
	/** When runDue has something to do, for clocks that are moved. */
	readonly dueMoments: DueMoments;
	/** Resolves when everything that had arrived is answered, done and sent. */
	idle(): Promise<void>;
	/** Finishes the turns in hand and sends what can be sent. */
	stop(): Promise<void>;
}

/** Puts the parts together: intake → turns → one commit → jobs and dispatchers. */
export const createYixian = async (outside: Outside): Promise<Yixian> => {
	const { clock, ids, log } = outside;
	const counts = newCounts();
	const counted = countedStore(outside.store, counts);
	const store: Store = {
		...counted,
		commit: async (effects) => {
			await counted.commit(effects);
			alarms.note(effects);
			if (effects.some((effect) => effect.do === "redirect-messages")) for (const dispatcher of dispatchers.values()) dispatcher.wake();
		},
	};
	const counties = new CountyHolder(store);
	const { quietUntil } = counties;
	await counties.reload();
	const dispatchers = new Map<string, Dispatcher>();
	const channels = new Map<string, Channel>();
	const menus: MenuKeeper[] = [];
	let lastTick: Instant | null = null;

	const { healths, unhurried, down, isServed, largestFile, limitsOf, bindingLink } = askChannels(channels, outside.limited);
	const logins = createLogins({ healths, files: outside.files, fileName: outside.fileNames.login });
	const rankings = new RankingKeeper({ store, counties, log });
	const committed = (effects: readonly Effect[]): void => {
		rankings.note(effects);
		counties.note(effects);
		const chats = chatsWritten(effects);
		for (const dispatcher of dispatchers.values()) dispatcher.wake(chats);
		if (changesMenus(effects)) for (const keeper of menus) keeper.wake();
		if (effects.length === 0 || effects.some((effect) => effect.do === "add-job")) jobs.wake();
	};
	const outages = outside.keepsTime ? new OutageKeeper({ ...outside, store, counties, isServed, committed }) : null;
	const poster = new RankingPoster({ ...outside, store, counties, isServed, committed });
	const turns = new TurnLoop({
		store,
		counties,
		clock,
		ids,
		log,
		world: {
			paceOf: (channel) => channels.get(channel)?.can.pace ?? "fast",
			groupUnit: outside.groupUnit,
			groupChat: outside.groupChat,
			isServed,
			silentUntil: (chat, now) => (limitsOf(chat.channel)?.keepsQuiet ? quietUntil(now) : null),
			canToast: (channel) => channels.get(channel)?.can.toast ?? false,
			hasButtons: (channel) => channels.get(channel)?.can.buttons ?? true,
			takesNumber: (view) => takesNumber(view, outside.language),
			labels: (view) => choiceLabels(view, outside.language),
			seesGroups: (channel) => channels.get(channel)?.health().seesGroups ?? true,
			bindingLink,
			logins,
			selfCheck: async () => ({ system: await outside.system(), channels: healths(), unhurried: unhurried(), lastTick }),
			idleMs: outside.idleMs,
		},
		committed,
		steadyMs: outside.steadyMs,
		pause: (ms) => new Promise((resolve) => void outside.later(ms, resolve)),
	});
	const detours = new Detours({ store, channels, dispatchers, quietUntil, log });
	const freshen = freshenByAll(createFreshen({ store, counties, clock }), createFreshenLogin(logins));
	const lost = new LostWatch({ store, channels: () => [...channels.values()], keepsTime: outside.keepsTime ?? false, log });
	const reminders = new ReminderKeeper({
		store,
		counties,
		chats: { isServed, groupChat: outside.groupChat },
		ids,
		log,
		lost: () => lost.times,
	});
	const handOver = createHandOver({ store, counties, isServed });
	const alarms = new Alarms({ ...outside, store, counties, counts, isServed, healths, logins });
	const sendBurden = createBurdenDigest({ store, counties, ids, isServed, limitsOf });
	const remindOfAnalysis = createAnalysisReminder({ store, counties, ids, isServed });
	const digestProblems = createProblemDigest({ store, counties, ids, isServed });
	const reviews = new ReviewKeeper({ store, counties, isServed, ids, log });
	const remindOfNotices = createNoticeReminders({ store, counties, clock, ids });
	const keepFor = createKeepFor({ store, retention: outside.retention, county: () => counties.current?.county ?? null, log });
	const jobs = new JobRunner({
		store,
		clock,
		ids,
		log,
		handlers: createJobHandlers({ ...outside, store, counties, bindingLink, isServed, largestFile, limitsOf }),
		committed: async (effects: readonly Effect[]) => {
			if (effects.some((effect) => effect.do === "replace-county")) await counties.reload();
			for (const dispatcher of dispatchers.values()) dispatcher.wake();
			if (changesMenus(effects)) for (const keeper of menus) keeper.wake();
		},
	});
	const fetcher = new Fetcher({
		store,
		files: outside.files,
		channelOf: (id) => channels.get(id),
		clock,
		ids,
		log,
		steadyMs: outside.steadyMs,
		later: outside.later,
		settled: () => turns.wake(),
		committed,
	});
	const desk = createDesk({
		...outside,
		store,
		counties,
		bindingLink,
		hindrances: () => [outside.storeTrouble()].flatMap((trouble) => (trouble === null ? [] : [`store: ${trouble}`])),
		waitingLogins: logins.waiting,
		down,
		metrics: createMetrics({ ...outside, store, counts, lastTick: () => lastTick, healths, unhurried }),
	});

	const answered = async (): Promise<void> => {
		await turns.idle();
		await jobs.idle();
		for (const dispatcher of dispatchers.values()) await dispatcher.idle();
	};
	const wakeAll = (): void => {
		fetcher.wake();
		turns.wake();
		committed([]);
		for (const keeper of menus) keeper.tick();
	};

	return {
		counties,
		intake: createIntake({
			store,
			counties,
			groupUnit: outside.groupUnit,
			clock,
			wake: (kept) => {
				turns.wake();
				if (kept.some(({ content }) => content.kind === "remote-files")) fetcher.wake();
			},
		}),
		desk,
		logins,
		attach: (channel) => {
			channels.set(channel.id, channel);
			if (channel.setMenu) {
				const text = (id: CommandId): string => menuText(id, outside.language);
				menus.push(new MenuKeeper({ store, channel, counties, clock, log, text, later: outside.later }));
			}
			dispatchers.set(channel.id, new Dispatcher({ ...outside, store, channel, freshen, quietUntil, elsewhere: detours.elsewhere }));
		},
		resume: wakeAll,
		dueMoments: createDueMoments({ store, counties }),
		runDue: async (now) => {
			lastTick = now;
			// Nobody may write for hours: whether it can be written again is tried out.
			if (outside.storeTrouble() !== null) await store.commit([{ do: "set-setting", key: "store:tried", value: now }]);
			await outages?.tick(now);
			await store.expireMessages(now);
			await remindOfNotices(now);
			await digestProblems(now);
			await sendBurden(now);
			await remindOfAnalysis(now);
			await alarms.tick(now);
			await lost.tick(now);
			await detours.tick(alarms.outOfReach(now), now);
			wakeAll();
			// Not the files under way: the next minute must not wait for a slow download.
			await answered();
			await handOver(now);
			const reminded = [...(await reminders.remindDue(now)), ...(await reviews.tellDue(now))];
			if (reminded.length > 0) {
				committed(reminded);
				await answered();
			}
			if ((await rankings.freezeDue(now)) > 0) poster.note();
			await poster.postDue(now);
			await keepFor(now);
		},
		idle: async () => {
			await fetcher.idle();
			await answered();
		},
		stop: async () => {
			await outages?.stop(clock.now());
			await lost.stop(clock.now());
			await fetcher.stop();
			await turns.stop();
			await jobs.stop();
			for (const keeper of menus) await keeper.stop();
			await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.stop()));
		},
	};
};

import type { CountyData } from "../../src/domain/county.ts";
import type { Instant } from "../../src/domain/period.ts";
import type { Unit } from "../../src/domain/unit.ts";
import type { Effect } from "../../src/ports/store.ts";
import type { FakeBot } from "../../test/support/telegram/bot.ts";
import type { FakeChat } from "../../test/support/telegram/chat.ts";
import { seeded } from "../../test/support/telegram/faults.ts";
import type { Group } from "../../test/support/telegram/group.ts";
import type { Person } from "../../test/support/telegram/person.ts";
import { type FakeTelegram, startFakeTelegram } from "../../test/support/telegram/server.ts";
import type { World } from "../../test/support/telegram/world.ts";
import { reportersWith, seedBoundCounty } from "../bench/bound-county.ts";
import { SUPERVISOR } from "../growth/county.ts";
import { crashCounty } from "./county.ts";
import { Office } from "./office.ts";
import type { Moment, Moments, Where } from "./plan.ts";
import { Reporter } from "./reporter.ts";
import { type Findings, listen, Misunderstood, Talk } from "./talk.ts";
import type { Expected } from "./verify.ts";

/** What a call of the bot is a moment of. */
const MOMENTS: Readonly<Record<string, Moment>> = {
	sendmessage: "sending",
	editmessagetext: "sending",
	answercallbackquery: "sending",
	senddocument: "sending",
	getfile: "fetching",
};

/** A county's people on a Telegram of their own, and what they remember. */
export class Province {
	readonly bot: FakeBot;
	readonly #telegram: FakeTelegram;
	readonly #findings: Findings;
	readonly #reporters: ReadonlyMap<Unit, Reporter>;
	readonly #office: Office;
	readonly #talks: ReadonlyMap<FakeChat, Talk>;
	readonly #epoch: { number: number; mayRepeat: number };
	readonly #updates: number[] = [];
	readonly #moved = new Map<string, string>();
	#messages = 0;
	#isStopping = false;
	#isNewRun: (() => void) | null = null;
	readonly #living = new Set<Reporter>();

	private constructor(given: {
		readonly telegram: FakeTelegram;
		readonly bot: FakeBot;
		readonly data: CountyData;
		readonly people: ReadonlyMap<Unit, Person>;
		readonly supervisor: Person;
		readonly groups: readonly Group[];
		readonly findings: Findings;
		readonly moments: Moments;
		readonly random: () => number;
	}) {
		const { telegram, bot, data, people, supervisor, groups, findings, moments, random } = given;
		this.#telegram = telegram;
		this.bot = bot;
		this.#findings = findings;
		this.#epoch = { number: 0, mayRepeat: 0 };
		const talks = new Map<FakeChat, Talk>();
		const talkIn = (chat: FakeChat, name: string): Talk => {
			const talk = new Talk(name, findings, this.#epoch);
			talks.set(chat, talk);
			return talk;
		};
		const note = (update: number, errand: Moment | null): void => {
			this.#updates.push(update);
			moments.note("said");
			if (errand) moments.note(errand);
		};
		this.#reporters = new Map(
			[...people].map(([unit, person]) => {
				const talk = talkIn(bot.chatWith(person.user), unit.name);
				return [unit, new Reporter({ talk, bot, person, random: seeded(random() * 2 ** 32), said: (update) => note(update, null) })];
			}),
		);
		this.#office = new Office({
			talk: talkIn(bot.chatWith(supervisor.user), "督查"),
			bot,
			person: supervisor,
			data,
			groups: groups.map((group) => ({ group, talk: talkIn(group.chat, group.chat.title) })),
			said: (update, errand) => note(update, errand),
			moved: (from, to) => {
				const talk = talks.get(from.chat);
				if (talk) talks.set(to.chat, talk);
				this.#moved.set(String(from.id), String(to.id));
			},
		});
		this.#talks = talks;
		const { world } = telegram;
		listen(world, (chat) => this.#talks.get(chat));
		world.onSight(({ kind }) => {
			if (kind === "message" || kind === "edit") this.#messages += 1;
		});
		world.onCall(({ method, fields, bot: caller }) => {
			if (caller !== bot) return;
			this.#isNewRun?.();
			const name = method.toLowerCase();
			const moment = name === "getupdates" && fields.offset !== undefined ? "confirmed" : MOMENTS[name];
			if (moment) moments.note(moment);
		});
	}

	/** Seeds the store and its people's Telegram. */
	static async open(given: {
		readonly folder: string;
		readonly migrationsDir: string;
		readonly seed: number;
		readonly people: number;
		/** How many basic groups there are. */
		readonly groups: number;
		readonly findings: Findings;
		readonly moments: Moments;
		readonly at: Instant;
	}): Promise<Province> {
		const telegram = await startFakeTelegram();
		const { world } = telegram;
		world.keepsCalls = false;
		const bot = world.bot();
		const data = crashCounty(given.people);
		const townships = data.units.filter((unit) => unit.kind === "township");
		const people = new Map(townships.map((unit) => [unit, world.person()]));
		const supervisor = world.person();
		for (const person of [...people.values(), supervisor]) person.meet(bot);
		const groups = townships.slice(0, given.groups).map((unit) => {
			const group = world.group({ title: `${unit.name}工作群`, owner: supervisor, kind: "group" });
			group.seat(bot);
			return group;
		});
		const account = String(bot.user.id);
		const bound = new Map([
			...reportersWith(
				data,
				[...people.values()].map(({ user }) => user.id),
			),
			[SUPERVISOR, supervisor.user.id] as const,
		]);
		const more = groups.map(
			(group, index): Effect => ({
				do: "save-group",
				group: {
					chat: { channel: "telegram", account, id: String(group.id), kind: "group" },
					title: group.chat.title,
					unit: townships[index]?.code ?? null,
					member: true,
					admin: false,
					seesAll: false,
					updatedAt: given.at,
				},
			}),
		);
		await seedBoundCounty({ folder: given.folder, migrationsDir: given.migrationsDir, account, data, bound, at: given.at, more });
		return new Province({ ...given, telegram, bot, data, people, supervisor, groups, random: seeded(given.seed) });
	}

	get world(): World {
		return this.#telegram.world;
	}

	get url(): string {
		return this.#telegram.url;
	}

	/** Resolves with the first call of the run that is started now, which may repeat a message so often in one chat. */
	nextRun(mayRepeat: number): Promise<void> {
		return new Promise((resolve) => {
			this.#isNewRun = () => {
				this.#isNewRun = null;
				this.#epoch.number += 1;
				this.#epoch.mayRepeat = mayRepeat;
				resolve();
			};
		});
	}

	/** Everybody reports over and over; resolves when all have ended, after they were told to stop. */
	async liveUntilToldToStop(): Promise<void> {
		const live = async (reporter: Reporter): Promise<void> => {
			this.#living.add(reporter);
			do await this.#patiently(reporter.report(), reporter);
			while (!this.#isStopping && this.#living.has(reporter));
			this.#living.delete(reporter);
		};
		await Promise.all([...this.#reporters.values()].map(live));
		await this.#patiently(this.#office.idle);
	}

	/** Out of reach until the returned call. */
	goDown(): Promise<() => Promise<void>> {
		return this.#telegram.goDown();
	}

	/** Nobody begins another report. */
	stop(): void {
		this.#isStopping = true;
	}

	/** Has the office do what a kill is to fall into. */
	bringAbout(where: Where): void {
		if (where === "import") this.#office.run("import");
		if (where === "job") this.#office.run("template");
		if (where === "move") this.#office.run("move");
	}

	/** Whether nobody is about to say something: all who have not ended wait for the bot. */
	everybodyWaits(): boolean {
		return [...this.#living].every(({ talk }) => talk.waitsFor !== null) && this.#office.waits;
	}

	/** Who waits for what, in words. */
	waiting(): string[] {
		return [...new Set(this.#talks.values())].flatMap(({ name, waitsFor }) =>
			waitsFor === null ? [] : [`${name} waits for the answer to ${waitsFor}`],
		);
	}

	expected(): Omit<Expected, "folder" | "file" | "migrationsDir"> {
		for (const talk of new Set(this.#talks.values())) talk.end();
		const { done, data } = this.#office;
		const unconfirmed = new Set(this.bot.updates.waiting.map((update) => update.update_id));
		return {
			data,
			ledgers: new Map([...this.#reporters].map(([unit, { ledger }]) => [unit, ledger])),
			updates: this.#updates.filter((update) => !unconfirmed.has(update)),
			jobs: 2 * done.import + done.template,
			moved: this.#moved,
		};
	}

	counts(): { readonly reports: number; readonly updates: number; readonly messages: number; readonly repeats: number } {
		const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
		return {
			reports: sum([...this.#reporters.values()].map(({ ledger }) => ledger.submitted.length)),
			updates: this.#updates.length,
			messages: this.#messages,
			repeats: sum([...new Set(this.#talks.values())].map(({ repeats }) => repeats)),
		};
	}

	close(): Promise<void> {
		return this.#telegram.close();
	}

	/** Somebody who was misunderstood says nothing more; that is found already. */
	async #patiently(reporting: Promise<void>, reporter: Reporter | null = null): Promise<void> {
		try {
			await reporting;
		} catch (error) {
			if (reporter) this.#living.delete(reporter);
			if (!(error instanceof Misunderstood)) this.#findings.add(String(error));
		}
	}
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal } from "../../src/domain/decimal.ts";
import type { PeriodKey } from "../../src/domain/period.ts";
import type { Effect, Store } from "../../src/ports/store.ts";
import { chainLine } from "./store-chains.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { openIn } from "./store-contract-open.ts";
import {
	absence,
	addVersion,
	at,
	bindingCode,
	enqueue,
	GREENHOUSE,
	GROUP,
	group,
	importCounty,
	inbound,
	job,
	MONDAY,
	PEOPLE,
	roundChange,
	session,
	standing,
	task,
	UNITS,
	version,
	W47,
	WEEKLY,
} from "./store-fixtures.ts";
import { type ModelState, ModelStore } from "./store-model.ts";
import { ranking } from "./store-rankings.ts";

const oneOf = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const person = oneOf(...PEOPLE);
const unit = oneOf(...UNITS);
const name = oneOf("a", "b", "c", "d");
const when = oneOf(at(16), at(17), at(18));
const number = oneOf(1, 2, 3);
const CHATS = ["x", "y", "z"].map((id) => ({ ...GROUP, id }));
const chat = oneOf(...CHATS);
const ACCOUNTS = ["a", "b", "c", "d"].map((id) => ({ channel: "test", id }));

const WAITING = [...CHATS, GROUP];

const effect: fc.Arbitrary<Effect> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc
			.record({ id: name, person, subject: oneOf("s", "t"), answered: fc.nat(9), chat })
			.map(({ id, ...change }) => ({ do: "save-session", session: session(id, change) }) as const),
	},
	{ weight: 2, arbitrary: name.map((id) => ({ do: "drop-session", id }) as const) },
	{
		weight: 3,
		arbitrary: fc.record({ number, version: number, unit }).map((made) => addVersion(made.number, version(made.version), made.unit)),
	},
	fc.record({ report: number, at: when, by: person }).map((made) => ({ do: "confirm-report", ...made }) as const),
	fc
		.array(fc.record({ period: oneOf("2026-W46", "2026-W47"), total: fc.integer(), unit }), { maxLength: 3 })
		.map(
			(made) =>
				({ do: "save-standings", standings: made.map(({ period, total, unit }) => standing(period, decimal(total), { unit })) }) as const,
		),
	fc
		.record({ account: oneOf(...ACCOUNTS), person, privateChat: fc.option(chat), at: when })
		.map((made) => ({ do: "bind-account", ...made }) as const),
	fc.record({ account: oneOf(...ACCOUNTS), at: when }).map((made) => ({ do: "unbind-account", ...made }) as const),
	fc.record({ hash: name, person }).map(({ hash, person }) => ({ do: "add-code", code: bindingCode(hash, { person }) }) as const),
	fc.record({ hash: name, at: when }).map((made) => ({ do: "use-code", ...made }) as const),
	fc.record({ person, at: when }).map((made) => ({ do: "revoke-codes", ...made }) as const),
	fc.record({ id: name, unit, report: number }).map(({ id, ...change }) => ({ do: "add-task", task: task(id, change) }) as const),
	fc.record({ id: name, at: when }).map((made) => ({ do: "finish-task", ...made }) as const),
	fc.record({ unit, words: name, chat }).map((change) => ({ do: "save-chain-line", line: chainLine(change) }) as const),
	unit.map((unit) => ({ do: "drop-chain-line", duty: WEEKLY, period: W47, unit }) as const),
	fc
		.record({ id: fc.nat(20), dedupeKey: name, chat, answers: oneOf(null, { message: "7", press: "p" }) })
		.map(({ id, ...change }) => enqueue(`m${id}`, change)),
	fc.record({ id: name, chat }).map(({ id, chat }) => ({ do: "add-job", job: { ...job(id), chat } }) as const),
	fc
		.record({ chat, unit: fc.option(unit), title: name, member: fc.boolean(), admin: fc.boolean() })
		.map(({ chat, ...change }) => ({ do: "save-group", group: group(chat.id, change) }) as const),
	{ weight: 2, arbitrary: fc.record({ from: chat, to: chat }).map(({ from, to }) => ({ do: "move-chat", from, toId: to.id }) as const) },
	fc.record({ from: chat, to: chat }).map((made) => ({ do: "redirect-messages", ...made }) as const),
	fc.record({ chat, at: when }).map((made) => ({ do: "park-chat", reason: "gone", ...made }) as const),
	fc
		.record({ id: name, outcome: oneOf("done" as const, "failed" as const), at: when })
		.map((made) => ({ do: "finish-job", reason: null, ...made }) as const),
	fc.record({ key: name, value: name }).map((made) => ({ do: "set-setting", ...made }) as const),
	fc
		.record({ period: oneOf("2026-W46", "2026-W47"), edition: oneOf(1, 2), reports: fc.nat(9) })
		.map(({ period, ...change }) => ({ do: "save-ranking", ranking: ranking({ period: period as PeriodKey, ...change }) }) as const),
	name.map((event) => ({ do: "add-audit", entry: { at: MONDAY, actor: "system", event, subject: "s", facts: {} } }) as const),
	fc
		.record({ id: name, unit: fc.option(unit) })
		.map(({ id, unit }) => ({ do: "add-round-change", change: roundChange(id, { unit }) }) as const),
	fc.record({ id: name, person }).map(({ id, person }) => ({ do: "add-absence", absence: absence(id, { person }) }) as const),
	fc.record({ id: name, at: when }).map((made) => ({ do: "end-absence", ...made }) as const),
	fc
		.record({ position: fc.integer({ min: 1, max: 6 }) })
		.map((made) => ({ do: "finish-inbox", outcome: "done", reference: null, ...made }) as const),
);

const byId = <T extends { id: string }>(items: readonly T[]): T[] => [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
const sorted = <T>(items: readonly T[]): string[] => items.map((item) => JSON.stringify(item)).sort();

const roundsShown = async (store: Store) => {
	const { changes, absences } = await store.roundRecords();
	return { changes, absences };
};

const WEEKS = ["2026-W46", "2026-W47"] as PeriodKey[];

const rankingsShown = async (store: Store) => {
	const heads = await store.rankingHeads(WEEKLY, "2026-W01" as PeriodKey, "2026-W53" as PeriodKey);
	return { editions: heads.length, newest: await Promise.all(WEEKS.map((week) => store.ranking(WEEKLY, week))) };
};

const shownByStore = async (store: Store) => {
	const facts = await store.load({
		sessionsOf: PEOPLE,
		reportNumbers: [1, 2, 3],
		standings: UNITS.map((unit) => ({ unit, indicator: GREENHOUSE })),
		accounts: ACCOUNTS,
		codes: ["a", "b", "c", "d"],
		tasksOf: UNITS,
		chainLinesOf: UNITS,
		groups: CHATS,
		messages: Array.from({ length: 21 }, (_, index) => `m${index}`),
	});
	return {
		...facts,
		codeFailures: [],
		standings: sorted(facts.standings),
		accounts: sorted(facts.accounts),
		codes: sorted(facts.codes),
		tasks: byId(facts.tasks),
		chainLines: sorted(facts.chainLines),
		messages: facts.messages.map(({ position, attempts, partsSent, ...message }) => message),
		outbox: await store.outboxDepth(),
		groups: sorted(facts.groups),
		known: sorted(await store.knownGroups()),
		jobs: await store.pendingJobs(99),
		settings: [await store.setting("a"), await store.setting("b"), await store.setting("c"), await store.setting("d")],
		audit: await store.auditOf("s", 999),
		rankings: await rankingsShown(store),
		rounds: await roundsShown(store),
		inbox: (await store.pendingInbox(99)).map(({ position, inbound }) => [position, inbound.chat] as const),
	};
};

const shownByModel = (state: ModelState): Awaited<ReturnType<typeof shownByStore>> => ({
	sessions: byId([...state.sessions.values()]),
	reports: [...state.reports.values()].sort((a, b) => a.number - b.number),
	standings: sorted([...state.standings.values()]),
	accounts: sorted([...state.accounts.values()].filter(({ bound }) => bound).map(({ bound, ...account }) => account)),
	codes: sorted([...state.codes.values()].filter(({ revoked }) => !revoked).map(({ revoked, ...code }) => code)),
	tasks: byId([...state.tasks.values()].filter(({ doneAt }) => doneAt === null)),
	chainLines: sorted([...state.chainLines.values()]),
	messages: [...state.messages.values()].map(({ parked, ...message }) => message),
	outbox: [...state.messages.values()].filter(({ parked }) => !parked).length,
	groups: sorted([...state.groups.values()]),
	known: sorted([...state.groups.values()]),
	codeFailures: [],
	jobs: [...state.jobs.values()].filter(({ finished }) => !finished).map(({ finished, ...job }) => job),
	settings: ["a", "b", "c", "d"].map((key) => state.settings.get(key) ?? null),
	audit: [...state.audit].reverse(),
	rankings: {
		editions: state.rankings.size,
		newest: WEEKS.map((week) => state.rankings.get(`${WEEKLY} ${week} 2`) ?? state.rankings.get(`${WEEKLY} ${week} 1`) ?? null),
	},
	rounds: {
		changes: state.changes,
		absences: [...state.absences.values()].filter(({ ended }) => !ended).map(({ ended: _, ...absence }) => absence),
	},
	inbox: [...state.inbox],
});

export const modelCases = (tested: StoreUnderTest): void => {
	describe("commit", () => {
		it("does, grouped, what applying the effects one by one would do, and refuses what that would refuse", async () => {
			let run = 0;
			const property = fc.asyncProperty(fc.array(fc.array(effect, { maxLength: 12 }), { minLength: 1, maxLength: 6 }), async (commits) => {
				run += 1;
				const open = await openIn(`${tested.databaseUrl}${run}`, tested.folder);
				try {
					const model = new ModelStore();
					await open.store.commit([importCounty()]);
					await open.store.receive(
						WAITING.map((chat, index) => inbound(`${index}`, { chat })),
						MONDAY,
					);
					model.state.inbox = new Map(WAITING.map((chat, index) => [index + 1, chat]));
					for (const effects of commits) {
						const taken = await open.store.commit(effects).then(
							() => true,
							(error: { retryable: boolean }) => error.retryable,
						);
						expect(taken).toBe(model.commit(effects));
						expect(await shownByStore(open.store)).toEqual(shownByModel(model.state));
					}
				} finally {
					await open.close();
				}
			});
			await fc.assert(property, { seed: 20_261_116, numRuns: 100 });
		}, 60_000);

		it("undoes a period that is none like any other contradiction", async () => {
			await tested.open.store.commit([importCounty()]);
			const wrong: Effect = { do: "save-standings", standings: [standing("next week" as PeriodKey, decimal(1))] };
			await expect(tested.open.store.commit([enqueue("m1"), wrong])).rejects.toMatchObject({ name: "StoreError", retryable: false });
			expect(await tested.open.store.outboxDepth()).toBe(0);
		});
	});
};

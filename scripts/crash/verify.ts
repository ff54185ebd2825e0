import type { CountyData } from "../../src/domain/county.ts";
import { add, ZERO } from "../../src/domain/decimal.ts";
import { parsePeriod } from "../../src/domain/period.ts";
import type { Report, ReportVersion } from "../../src/domain/report.ts";
import type { Unit } from "../../src/domain/unit.ts";
import type { Store } from "../../src/ports/store.ts";
import { openStore } from "../../src/store/open-store.ts";
import { storePlaces } from "../bench/bound-county.ts";
import type { Ledger, Submitted } from "./ledger.ts";
import { lookAt } from "./stored.ts";

/** What must be in the store at the end. */
export interface Expected {
	readonly folder: string;
	readonly file: string;
	readonly migrationsDir: string;
	readonly data: CountyData;
	/** By the township they report for. */
	readonly ledgers: ReadonlyMap<Unit, Ledger>;
	/** Every update the bot was offered and had to answer. */
	readonly updates: readonly number[];
	readonly jobs: number;
	/** The chats of groups that were upgraded, with the chat each became. */
	readonly moved: ReadonlyMap<string, string>;
}

/** Compares what the people remember with what the store holds, after the program ended; returns everything that is wrong. */
export const findWrong = async (expected: Expected): Promise<string[]> => {
	const wrong = [...queues(expected)];
	const opened = await openStore(storePlaces(expected.folder, expected.migrationsDir));
	try {
		wrong.push(...(await reports(opened.store, expected)), ...(await groups(opened.store, expected)));
		const { data } = await opened.store.loadCounty();
		if (data?.people[0]?.phone !== expected.data.people[0]?.phone) wrong.push("the last import is not what the store holds");
	} finally {
		await opened.close();
	}
	return wrong;
};

const queues = ({ file, updates, jobs }: Expected): string[] => {
	const look = lookAt(file);
	try {
		const wrong = look.damage().map((damage) => `the database is damaged: ${damage}`);
		const inbox = look.inbox();
		for (const update of updates) {
			const states = inbox.get(update) ?? [];
			if (states.join() !== "done") wrong.push(`update ${update}, confirmed, is ${states.join(" and ") || "nowhere"} in the inbox`);
		}
		const sent = look.statuses("Outbox");
		if (Object.keys(sent).some((status) => status !== "sent")) wrong.push(`messages were not sent: ${JSON.stringify(sent)}`);
		const done = look.statuses("Job");
		if ((done.done ?? 0) !== jobs || Object.keys(done).some((status) => status !== "done"))
			wrong.push(`${jobs} jobs were asked for, the store has ${JSON.stringify(done)}`);
		return wrong;
	} finally {
		look.close();
	}
};

const reports = async (store: Store, { data, ledgers }: Expected): Promise<string[]> => {
	const last = await store.lastReportNumber();
	const { reports: found } = await store.load({ reportNumbers: Array.from({ length: last }, (_, index) => index + 1) });
	return [...ledgers].flatMap(([unit, { submitted }]) => {
		const own = found.filter((report) => report.unit === unit.code).sort((one, other) => one.number - other.number);
		const versions = own.flatMap((report) => report.versions.map((version) => ({ report, version })));
		const counts =
			versions.length === submitted.length
				? []
				: [`${unit.name}: ${submitted.length} reports were accepted, ${versions.length} are stored`];
		const figures = submitted.flatMap((given, at) => {
			const stored = versions[at];
			return stored ? differences(data, given, stored).map((what) => `${unit.name}, report ${at + 1}: ${what}`) : [];
		});
		return [...counts, ...figures];
	});
};

const differences = (data: CountyData, given: Submitted, { report, version }: { report: Report; version: ReportVersion }): string[] => {
	const wrong: string[] = [];
	const { year } = parsePeriod(report.period);
	for (const [indicator, increment] of Object.entries(given.increments)) {
		const entry = version.entries.find((one) => one.indicator === indicator);
		const target = data.targets.find((one) => one.unit === report.unit && one.indicator === indicator && one.year === year);
		const total = add(target?.opening ?? ZERO, increment);
		if (entry?.increment !== increment || entry.total !== total)
			wrong.push(`${indicator} was ${increment}, ${total} in all; stored ${entry?.increment}, ${entry?.total}`);
	}
	const answers = new Map(version.answers.map((answer) => [String(answer.question), answer]));
	const issues = answers.get("issues");
	if (issues?.kind !== "text" || issues.text !== given.issues)
		wrong.push(`the problem was ${given.issues}; stored ${JSON.stringify(issues)}`);
	const photos = answers.get("photos");
	const count = photos?.kind === "files" ? photos.files.length : 0;
	if (count !== given.photos) wrong.push(`${given.photos} photos were given; stored ${count}`);
	return wrong;
};

const groups = async (store: Store, { moved }: Expected): Promise<string[]> => {
	const known = await store.knownGroups();
	return [...moved].flatMap(([from, to]) => {
		const wrong: string[] = [];
		if (known.some(({ chat }) => chat.id === from)) wrong.push(`group ${from} is still known, though it became ${to}`);
		if (!known.some(({ chat, unit }) => chat.id === to && unit !== null)) wrong.push(`group ${to} lost its unit`);
		return wrong;
	});
};

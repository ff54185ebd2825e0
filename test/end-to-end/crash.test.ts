import process from "node:process";
import { describe, expect, it } from "vitest";
import { runCampaign } from "../../scripts/crash/campaign.ts";
import { planKills, WHERE } from "../../scripts/crash/plan.ts";
import { PLANTS } from "../../scripts/crash/plants.ts";
import { seeded } from "../support/telegram/faults.ts";
import { roomClient } from "./room-client.ts";
import { newDataDir, type RunningProgram, startProgram } from "./running-program.ts";

const SEED = 20_261_116;
/** How many report at once, each for a township of their own. */
const PEOPLE = 20;
/** After which parts of all that is said the program is killed, give or take a little. */
const KILLS = [1 / 3, 2 / 3];

const demoReporters = async (url: string): Promise<string[]> => {
	const { people } = (await (await fetch(`${url}/api/me/options`)).json()) as { people: { id: string; role: string }[] };
	// One of the two reporters of a township, so that every report has one giver.
	return people.flatMap(({ id, role }) => (role === "reporter" && id.endsWith("-2") ? [id] : [])).slice(0, PEOPLE);
};

/** What one person says, no text twice: a report's four required answers, without photos. */
const answersOf = (index: number): string[] => [
	"周报",
	`新增${index + 1}亩`,
	`新增${index + 1}.5亩`,
	"没有",
	`第${index + 1}号机井不足`,
	"跳过",
];

/** Runs the program, and runs it again each time `crash` kills it; `now` waits until it is up. */
const crashingProgram = async (dataDir: string) => {
	let current: Promise<RunningProgram> = startProgram({ DATA_DIR: dataDir });
	await current;
	let crashes = 0;
	return {
		now: () => current,
		crashes: () => crashes,
		crash: async (): Promise<void> => {
			const program = await current;
			crashes += 1;
			current = program.end("SIGKILL").then(() => startProgram({ DATA_DIR: dataDir }));
			await current;
		},
	};
};

/** A call that fails because the program is gone is made again when it is back. */
const untilItAnswers = async <T>(program: Awaited<ReturnType<typeof crashingProgram>>, call: (url: string) => Promise<T>): Promise<T> => {
	for (;;) {
		const before = program.crashes();
		const { url } = await program.now();
		try {
			return await call(url);
		} catch (error) {
			if (program.crashes() === before) throw error;
		}
	}
};

/** Says a text as a person would who sees a connection break: looks whether it stands in the chat before saying it again. Gives its id. */
const sayOnce = (program: Awaited<ReturnType<typeof crashingProgram>>, person: string, text: string, since: number, on202: () => void) =>
	untilItAnswers(program, async (url) => {
		const client = roomClient(url, person);
		const said = (await client.messagesAfter(since)).find((message) => !message.from.bot && message.text === text);
		if (said) return said.id;
		const id = await client.say(text);
		on202();
		return id;
	});

describe("a program killed with -9 in the middle of everybody's dialogs", () => {
	it("has every answer it accepted, none twice, and every dialog goes on to its report", { timeout: 240_000 }, async () => {
		const { dataDir, remove } = newDataDir();
		const program = await crashingProgram(dataDir);
		try {
			const random = seeded(SEED);
			const people = await demoReporters((await program.now()).url);
			const texts = people.map((_, index) => answersOf(index));
			const total = texts.flat().length;
			const killAt = KILLS.map((part) => Math.floor(total * (part + (random() - 0.5) / 8)));
			const accepted = new Map<string, string[]>(people.map((person) => [person, []]));
			let count = 0;
			const crashing: Promise<void>[] = [];

			const converse = async (person: string, index: number): Promise<void> => {
				let seen = 0;
				for (const text of texts[index] ?? []) {
					const since = seen;
					const id = await sayOnce(program, person, text, since, () => {
						accepted.get(person)?.push(text);
						count += 1;
						if (killAt.includes(count)) crashing.push(program.crash());
					});
					// Half of them wait for the answer, as most people do; the others write on.
					const reply = index % 2 === 0 ? await untilItAnswers(program, (url) => roomClient(url, person).replyAfter(id)) : null;
					seen = reply?.id ?? id;
				}
			};
			await Promise.all(people.map(converse));
			await Promise.all(crashing);
			expect(program.crashes()).toBe(killAt.length);

			const { url } = await program.now();
			await Promise.all(
				people.map(async (person, index) => {
					const client = roomClient(url, person);
					const { text: receipt } = await client.ask("提交");
					const messages = await client.messagesAfter(0);
					const said = messages.filter(({ from }) => !from.bot).map(({ text }) => text);
					expect(said).toEqual([...(texts[index] ?? []), "提交"]);
					expect(said).toEqual(expect.arrayContaining(accepted.get(person) ?? []));
					// Every text was answered, and once.
					expect(messages.length).toBe(2 * said.length);
					expect(receipt).toMatch(/^已收到。编号\d+，按时。/u);
					const { text: report } = await client.ask("周报");
					expect(report).toContain(`暖棚小区面积：本周新增${index + 1}亩`);
					expect(report).toContain(`新增果树面积：本周新增${index + 1}.5亩`);
					expect(report).toContain(`第${index + 1}号机井不足`);
				}),
			);
			const office = await roomClient(url, "DC01").ask("未报");
			expect(office.text).toContain(`已报${PEOPLE} 按时${PEOPLE} `);
		} finally {
			await (await program.now()).end();
			remove();
		}
	});
});

// The short form of `npm run crash`; nothing in it waits for a time to pass.
describe("a program on Telegram killed with -9 at moments a seed decides", () => {
	it("loses nothing, doubles nothing and leaves nobody without an answer", { timeout: 240_000 }, async () => {
		const { wrong, kills, reports } = await runCampaign({ kills: planKills(WHERE.length, SEED), seed: SEED, people: 12, plant: null });
		expect(wrong).toEqual([]);
		expect(Object.keys(kills).sort()).toEqual([...WHERE].sort());
		expect(reports).toBeGreaterThanOrEqual(12);
	});

	it.skipIf(process.platform !== "linux")("has everything it told of when the power fails", { timeout: 240_000 }, async () => {
		const kills = planKills(WHERE.length, SEED + 1);
		const { wrong, reports } = await runCampaign({ kills, seed: SEED + 1, people: 12, plant: null, cutsPower: true });
		expect(wrong).toEqual([]);
		expect(reports).toBeGreaterThanOrEqual(12);
	});

	const plants = Object.values(PLANTS).filter(({ cutsPower }) => !cutsPower || process.platform === "linux");
	it.each(plants)("is found out where $what", { timeout: 240_000 }, async (plant) => {
		// Once everybody was answered and the first of them again: all are in the middle of their dialogs.
		const kills = planKills(2, SEED, [plant.where]).map((kill) => ({ ...kill, count: plant.where === "send" ? 12 : 3 }));
		const { wrong } = await runCampaign({ kills, seed: SEED, people: 10, plant });
		expect(wrong.join("\n")).toMatch(plant.shows);
	});
});

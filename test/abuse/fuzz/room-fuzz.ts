import { personKey } from "../../../src/domain/person.ts";
import { demoData } from "../../support/demo-store.ts";
import { Universe } from "../../support/universe.ts";
import { Chance } from "./chance.ts";
import { hostileFile } from "./hostile-files.ts";
import { hostileName, hostileText, type Names } from "./hostile-text.ts";
import { Judge } from "./judge.ts";
import { faultsOfLog } from "./watch.ts";

const TOWNSHIP = "210921211";
const ACTORS = [`${TOWNSHIP}-1`, `${TOWNSHIP}-2`, `${TOWNSHIP}-3`, `${TOWNSHIP}201-1`, "BM04-2", "ZZ01", "LD01"];
const GROUPS = [TOWNSHIP, "210921", "210921108"];
/** Calls under way at one time. */
const AT_ONCE = 20;

/** What fuzzing the room did and found. */
export interface RoomFuzzResult {
	readonly calls: number;
	readonly turns: number;
	/** Answers by HTTP status. */
	readonly statuses: Readonly<Record<string, number>>;
	readonly violations: readonly string[];
}

const names: Names = {
	units: demoData.units.filter(({ code }) => code.startsWith(TOWNSHIP)).map(({ name }) => name),
	people: ACTORS.map((key) => demoData.people.find((person) => person.key === key)?.name.replace(/（.*$/u, "") ?? key),
	codes: [],
};

/** One call of somebody with a program of their own: path, method and body. */
const hostileCall = (chance: Chance): { readonly path: string; readonly init: RequestInit } => {
	const as = chance.is(0.9) ? chance.pick(ACTORS) : chance.pick(["__proto__", "constructor", "", "nobody", "DC01\u0000", "210921108-2 "]);
	const chat = chance.is(0.6)
		? `p-${as}`
		: chance.pick([...GROUPS.map((code) => `g-${code}`), "p-210921108-2", "g-%2e%2e", "__proto__", "g-"]);
	const base = `/api/chats/${encodeURIComponent(chat)}/messages`;
	const json = (body: unknown): RequestInit => ({
		method: "POST",
		headers: { "content-type": "application/json" },
		body: typeof body === "string" ? body : JSON.stringify(body),
	});
	const text = hostileText(chance, names, "zq7i0");
	return chance.pick<() => { path: string; init: RequestInit }>([
		() => ({ path: base, init: json({ as, text }) }),
		() => ({ path: base, init: json({ as, text }) }),
		() => ({ path: base, init: json({ as, text: chance.is(0.5) ? `@一线通 ${text}` : text, key: hostileName(chance, "k") }) }),
		() => ({
			path: `${base}/${chance.pick([chance.below(400), -1, "1e3", "NaN", "__proto__", "9".repeat(20)])}/press`,
			init: json({ as, button: chance.pick(["0", "1", "2", "99", "-1", "constructor", "", "__proto__"]) }),
		}),
		() => ({
			path: `${base}?as=${encodeURIComponent(as)}&after=${chance.pick([0, -1, "x", 1e21, "0x1"])}&limit=${chance.pick([1, 0, 501, "x"])}`,
			init: {},
		}),
		() => ({
			path: `/api/files/${"0".repeat(64)}/..%2f..%2fetc%2fpasswd?message=${chance.below(200)}&as=${encodeURIComponent(as)}`,
			init: {},
		}),
		() => ({
			path: base,
			init: json(
				chance.pick([
					'{"__proto__":{"as":"DC01"},"text":"自检"}',
					'{"as":["DC01"],"text":"x"}',
					"[]",
					"null",
					"{",
					'{"as":"DC01","as":{}}',
				]),
			),
		}),
		() => ({
			path: base,
			init: json(`{"as":"${as}","text":${JSON.stringify(text)},"__proto__":{"as":"DC01"},"constructor":{"prototype":{"x":1}}}`),
		}),
		() => {
			const form = new FormData();
			const { bytes, name, type } = hostileFile(chance);
			form.set("as", as);
			form.set("text", chance.is(0.5) ? "导入" : text);
			form.set("file", new Blob([new Uint8Array(bytes)], { type }), name);
			return { path: base, init: { method: "POST", body: form } };
		},
	])();
};

/** Fuzzes the room over HTTP, the whole program behind it. */
export const fuzzRoom = async ({ calls, seed }: { readonly calls: number; readonly seed: number }): Promise<RoomFuzzResult> => {
	const universe = await Universe.open({ on: "room" });
	const chance = new Chance(seed);
	const judge = new Judge({
		county: () => universe.county,
		now: () => universe.now,
		codes: () => universe.ids.codes,
		silenced: () => false,
	});
	const statuses: Record<string, number> = {};
	const violations: string[] = [];
	try {
		judge.know(await universe.store.accountsOn("room"), await universe.store.knownGroups());
		universe.tampered.watch = judge.watch;
		for (let done = 0; done < calls; done += AT_ONCE) {
			await Promise.all(
				Array.from({ length: AT_ONCE }, async () => {
					const { path, init } = hostileCall(chance);
					const response = await fetch(`${universe.roomUrl}${path}`, init);
					await response.arrayBuffer();
					statuses[response.status] = (statuses[response.status] ?? 0) + 1;
					if (response.status >= 500) violations.push(`${init.method ?? "GET"} ${path}: ${response.status}`);
				}),
			);
			await universe.settle();
			violations.push(...faultsOfLog(universe.logged, universe.ids.codes, "no token here"));
			universe.logged.length = 0;
		}
		if (judge.personOf("DC01")?.key !== personKey("DC01")) violations.push("somebody else acts for the office");
		return { calls, turns: judge.turns, statuses, violations: [...violations, ...judge.violations] };
	} finally {
		await universe.close();
	}
};

import { describe, expect, it } from "vitest";
import { createPresses } from "../../../src/channels/telegram/presses.ts";
import { groupRef, KeptLog, outgoing, privateRef, settle, Timers, told } from "./fixtures.ts";

const rig = (failure?: unknown) => {
	const answered: string[] = [];
	const timers = new Timers();
	const log = new KeptLog();
	const presses = createPresses({
		calls: {
			answerCallbackQuery: async (args) => {
				answered.push(args?.callback_query_id ?? "");
				if (failure) throw failure;
				return true;
			},
		},
		later: timers.later,
		log,
	});
	return { presses, answered, timers, log };
};

describe("a press", () => {
	it("without another answer is answered with nothing after two seconds", () => {
		const { presses, answered, timers } = rig();
		presses.note("P1", privateRef, "42");
		presses.note("P1", privateRef, "42");
		expect([answered, timers.set.map(({ ms }) => ms)]).toEqual([[], [2000]]);
		timers.fire();
		expect([answered, presses.isOver("P1"), presses.presser("P1")]).toEqual([["P1"], true, 42]);
	});

	it("in private is answered as soon as something is sent there", () => {
		const { presses, answered, timers } = rig();
		presses.note("P1", privateRef, "42");
		presses.note("P2", groupRef, "42");
		presses.settle(outgoing());
		expect([answered, timers.set.length]).toEqual([["P1"], 1]);
	});

	it("in a group waits for its own answer: somebody else's toast must not get lost", () => {
		const { presses, answered } = rig();
		presses.note("P1", groupRef, "42");
		presses.note("P2", groupRef, "43");
		presses.settle(outgoing({ chat: groupRef, answers: { message: "9", press: "P2" } }));
		expect(answered).toEqual(["P2"]);
		expect([presses.isOver("P1"), presses.isOver("P2")]).toEqual([false, true]);
	});

	it("that a toast answers is answered by nothing else", () => {
		const { presses, answered, timers } = rig();
		presses.note("P1", privateRef, "42");
		presses.claim("P1");
		presses.settle(outgoing({ answers: { message: "9", press: "P1" } }));
		presses.close();
		expect([answered, timers.set, presses.isOver("P1")]).toEqual([[], [], false]);
	});

	it("that means nothing is answered at once", () => {
		const { presses, answered } = rig();
		presses.dismiss("P9");
		expect(answered).toEqual(["P9"]);
	});

	it("left over at the end is answered", () => {
		const { presses, answered, timers } = rig();
		presses.note("P1", privateRef, "42");
		presses.note("P2", groupRef, "43");
		presses.close();
		expect([answered, timers.set]).toEqual([["P1", "P2"], []]);
	});

	it("whose answer is refused disturbs nobody", async () => {
		const { presses, log } = rig(told(400, "Bad Request: query is too old"));
		presses.dismiss("P1");
		await settle();
		expect(log.lines).toEqual([expect.stringContaining("debug telegram:press-not-answered")]);
	});
});

import { beforeEach, describe, expect, it } from "vitest";
import type { Effect, SavedSession } from "../../src/ports/store.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { importCounty, PEOPLE, session } from "./store-fixtures.ts";

const save = (saved: SavedSession): Effect => ({ do: "save-session", session: saved });
const drop = (id: string): Effect => ({ do: "drop-session", id });

export const sessionCases = (tested: StoreUnderTest): void => {
	describe("open dialogs", () => {
		beforeEach(() => tested.open.store.commit([importCounty()]));
		const all = async () => (await tested.open.store.load({ sessionsOf: PEOPLE })).sessions;

		it("read back as saved, whatever JSON their state is", async () => {
			const states = [{ b: 1, a: [0.1, "\u0000", "😀\u2028"] }, null, 7, "12", [], { 键: { 深: [[]] } }];
			await tested.open.store.commit(states.map((state, index) => save(session(`s${index}`, { state }))));
			await tested.reopen();
			expect((await all()).map(({ state }) => state)).toEqual(states);
			expect((await all())[0]).toEqual(session("s0", { state: states[0] }));
		});

		it("are saved over: the last one counts", async () => {
			await tested.open.store.commit([save(session("s1")), save(session("s1", { answered: 2, active: false }))]);
			await tested.open.store.commit([save(session("s1", { answered: 3, active: false }))]);
			expect(await all()).toEqual([session("s1", { answered: 3, active: false })]);
		});

		it("are gone once dropped, also when saved before in the same commit", async () => {
			await tested.open.store.commit([save(session("s1")), save(session("s2"))]);
			await tested.open.store.commit([save(session("s1", { answered: 4 })), drop("s1"), drop("s9")]);
			expect((await all()).map(({ id }) => id)).toEqual(["s2"]);
			await tested.open.store.commit([drop("s2"), save(session("s2", { answered: 5 }))]);
			expect((await all()).map(({ answered }) => answered)).toEqual([5]);
		});

		it("are one for a person and subject; a dropped one makes room", async () => {
			const subject = "same";
			await tested.open.store.commit([save(session("s1", { subject }))]);
			await expect(tested.open.store.commit([save(session("s2", { subject }))])).rejects.toMatchObject({ retryable: false });
			await tested.open.store.commit([drop("s1"), save(session("s2", { subject })), save(session("s3", { subject, person: PEOPLE[1] }))]);
			expect((await all()).map(({ id }) => id)).toEqual(["s2", "s3"]);
		});
	});
};

import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { Setting as SettingRow } from "./generated/client.ts";
import { bindList, lastOfEach, table, upsert } from "./table.ts";

const SETTING = table<SettingRow>("Setting", { key: "text", value: "text" });

export const settingStatements = (dialect: Dialect, effects: readonly EffectOf<"set-setting">[]): Statement[] =>
	upsert(dialect, SETTING, ["key"])(lastOfEach(effects, ({ key }) => key).map(({ key, value }) => ({ key, value })));

/** A setting's value, null when it was never set. */
export const setting = async (read: Read, key: string): Promise<string | null> => {
	const [row] = await read<Pick<SettingRow, "value">>('SELECT "value" FROM "Setting" WHERE "key" = ?', [key]);
	return row?.value ?? null;
};

/** The settings among these keys that were ever set. */
export const loadSettings = (dialect: Dialect, read: Read, keys: readonly string[]): Promise<SettingRow[]> =>
	read<SettingRow>(`SELECT "key", "value" FROM "Setting" WHERE "key" IN ${dialect.texts}`, [bindList(keys)]);

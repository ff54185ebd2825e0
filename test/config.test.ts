import { readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import {
	ConfigError,
	type ConfigProblem,
	hasMessenger,
	isLoopback,
	projectRoot,
	readConfig,
	unreadVariables,
	VARIABLES,
} from "../src/config.ts";

const problemsOf = (env: Record<string, string>): readonly ConfigProblem[] => {
	try {
		readConfig(env);
	} catch (error) {
		if (error instanceof ConfigError) return error.problems;
		throw error;
	}
	return [];
};

describe("configuration", () => {
	it("needs no variable at all", () => {
		expect(readConfig({})).toEqual({
			host: "127.0.0.1",
			port: 8787,
			dataDir: path.join(projectRoot, "data"),
			databaseFile: path.join(projectRoot, "data", "yixian.db"),
			demo: "auto",
			telegram: null,
			wechat: null,
			sendingLimits: true,
			timeZone: "Asia/Shanghai",
			logLevel: "info",
		});
	});

	it("takes every setting", () => {
		expect(
			readConfig({
				HOST: "0.0.0.0",
				PORT: "0",
				DATA_DIR: "/srv/yixian",
				DATABASE_URL: "file:/srv/db.sqlite",
				DEMO: "0",
				TELEGRAM_BOT_TOKEN: "123456:AA-secret_x",
				TELEGRAM_API_ROOT: "http://127.0.0.1:8081/bot-api/",
				WECHATY_PUPPET: "wechaty-puppet-service",
				WECHATY_PUPPET_TOKEN: "puppet_x",
				LIMITS: "off",
				LOG_LEVEL: "debug",
			}),
		).toEqual({
			host: "0.0.0.0",
			port: 0,
			dataDir: "/srv/yixian",
			databaseFile: "/srv/db.sqlite",
			demo: "never",
			telegram: { token: "123456:AA-secret_x", apiRoot: "http://127.0.0.1:8081/bot-api" },
			wechat: { puppet: "wechaty-puppet-service", token: "puppet_x" },
			sendingLimits: false,
			timeZone: "Asia/Shanghai",
			logLevel: "debug",
		});
	});

	it("keeps the database beside the other data when only DATA_DIR is set", () => {
		expect(readConfig({ DATA_DIR: "/srv/yixian" }).databaseFile).toBe("/srv/yixian/yixian.db");
	});

	it.each([
		["file:./x.db", path.join(projectRoot, "x.db")],
		["file:x.db", path.join(projectRoot, "x.db")],
		["file:/x.db", "/x.db"],
		["file:///x.db", "/x.db"],
	])("reads the database file of %s", (url, file) => {
		expect(readConfig({ DATABASE_URL: url }).databaseFile).toBe(file);
	});

	it("takes an empty or blank value as unset", () => {
		expect(readConfig({ PORT: "", TELEGRAM_BOT_TOKEN: "", LOG_LEVEL: "  " })).toEqual(readConfig({}));
	});

	it("cannot be changed afterwards", () => {
		expect(Object.isFrozen(readConfig({}))).toBe(true);
	});

	it("names every wrong variable at once, what was found and a value that is taken", () => {
		const problems = problemsOf({
			PORT: "99999",
			LOG_LEVEL: "loud",
			TIMEZONE: "Europe/Berlin",
			HOST: "bad host",
			DEMO: "yes",
			LIMITS: "no",
		});
		expect(problems.map(({ variable, found }) => [variable, found])).toEqual([
			["HOST", '"bad host"'],
			["PORT", '"99999"'],
			["DEMO", '"yes"'],
			["LIMITS", '"no"'],
			["TIMEZONE", '"Europe/Berlin"'],
			["LOG_LEVEL", '"loud"'],
		]);
		for (const { example } of problems) expect(problemsOf(parseEnv(example) as Record<string, string>)).toEqual([]);
	});

	it.each(["80a", "-1", "65536", "1.5", "0x50", "１２３"])("refuses %s as a port", (PORT) => {
		expect(problemsOf({ PORT }).map(({ variable }) => variable)).toEqual(["PORT"]);
	});

	it.each(["256.1.1.1", "1.2.3", "http://x", "a b", "-x"])("refuses %s as a host", (HOST) => {
		expect(problemsOf({ HOST }).map(({ variable }) => variable)).toEqual(["HOST"]);
	});

	it.each([["DATABASE_URL", "postgresql://user:secret-word@127.0.0.1/yixian"]])(
		"refuses %s instead of ignoring it: not in this version yet",
		(variable, value) => {
			const problems = problemsOf({ [variable]: value });
			expect(problems).toMatchObject([{ variable, problem: expect.stringContaining("not available in this version yet") }]);
		},
	);

	it("reads which puppet drives WeChat, and its token", () => {
		expect(readConfig({}).wechat).toBeNull();
		expect(readConfig({ WECHATY_PUPPET: "wechaty-puppet-wechat4u" }).wechat).toEqual({ puppet: "wechaty-puppet-wechat4u", token: null });
		const scoped = readConfig({ WECHATY_PUPPET: "@juzibot/wechaty-puppet-donut", WECHATY_PUPPET_TOKEN: "donut_1" });
		expect(scoped.wechat).toEqual({ puppet: "@juzibot/wechaty-puppet-donut", token: "donut_1" });
	});

	it.each(["wechat", "../wechaty-puppet-x", "wechaty-puppet-", "wechaty-puppet-x/../../y", "./wechaty-puppet-x", "@a/b/wechaty-puppet-x"])(
		"refuses %s as a puppet: a package's name and nothing else is loaded",
		(WECHATY_PUPPET) => {
			expect(problemsOf({ WECHATY_PUPPET }).map(({ variable }) => variable)).toEqual(["WECHATY_PUPPET"]);
		},
	);

	it("refuses a puppet where the demo is asked for, and puppet and token that miss each other", () => {
		const puppet = { WECHATY_PUPPET: "wechaty-puppet-wechat4u" };
		expect(problemsOf({ DEMO: "1", ...puppet })).toMatchObject([
			{ variable: "WECHATY_PUPPET", problem: expect.stringContaining("DEMO=1") },
		]);
		expect(problemsOf({ WECHATY_PUPPET_TOKEN: "puppet_1" })).toMatchObject([{ variable: "WECHATY_PUPPET_TOKEN" }]);
		expect(problemsOf({ WECHATY_PUPPET: "wechaty-puppet-service" })).toMatchObject([{ variable: "WECHATY_PUPPET" }]);
	});

	it("says whether a messenger is switched on", () => {
		expect(hasMessenger(readConfig({}))).toBe(false);
		expect(hasMessenger(readConfig({ WECHATY_PUPPET: "wechaty-puppet-wechat4u" }))).toBe(true);
	});

	it("never echoes a secret", () => {
		const secrets = {
			TELEGRAM_BOT_TOKEN: "123456/secret-a",
			WECHATY_PUPPET_TOKEN: "secret b",
			DATABASE_URL: "postgresql://u:secret-c@h/d",
		};
		const shown = new ConfigError(problemsOf(secrets)).message;
		expect(shown).toContain("TELEGRAM_BOT_TOKEN");
		expect(shown).not.toContain("secret");
		expect(shown).toContain("15 characters");
	});

	it.each(["ftp://x", "api.telegram.org", "https://u:p@h", "https://h/?a=1"])(
		"refuses %s as the address of a Bot API",
		(TELEGRAM_API_ROOT) => {
			expect(problemsOf({ TELEGRAM_API_ROOT }).map(({ variable }) => variable)).toEqual(["TELEGRAM_API_ROOT"]);
		},
	);

	it("refuses a token where the demo is asked for: demo and real never mix", () => {
		const problems = problemsOf({ DEMO: "1", TELEGRAM_BOT_TOKEN: "123456:secret" });
		expect(problems).toMatchObject([{ variable: "TELEGRAM_BOT_TOKEN", problem: expect.stringContaining("DEMO=1") }]);
	});

	it("refuses a database address it cannot open", () => {
		expect(problemsOf({ DATABASE_URL: "mysql://x" })).toMatchObject([{ variable: "DATABASE_URL" }]);
		expect(problemsOf({ DATABASE_URL: "file:" })).toMatchObject([{ variable: "DATABASE_URL" }]);
	});

	it("prints all problems as one text a person can act on", () => {
		const { message } = new ConfigError(problemsOf({ PORT: "abc", LOG_LEVEL: "loud" }));
		expect(message.split("\n")).toHaveLength(3);
		expect(message).toMatch(/PORT：现在是 "abc"，应是 0 到 65535 的整数.*PORT=8787/);
	});
});

describe("variables nobody reads", () => {
	it("are named when they stand in .env, with the one that was probably meant", () => {
		expect(unreadVariables({}, { PROT: "1", DATADIR: "x", FOO: "y", PORT: "1" })).toEqual([
			expect.stringContaining("是不是 PORT？"),
			expect.stringContaining("是不是 DATA_DIR？"),
			expect.stringContaining("FOO"),
		]);
	});

	it("are left to a puppet's library in the environment, and named in .env, which the library does not read", () => {
		expect(unreadVariables({ WECHATY_PUPPET_SERVICE_ENDPOINT: "127.0.0.1:8788" }, {})).toEqual([]);
		expect(unreadVariables({}, { WECHATY_PUPPET_SERVICE_ENDPOINT: "127.0.0.1:8788" })).toHaveLength(1);
	});

	it("are named in the environment only when they carry a prefix of ours, and never with their value", () => {
		const warnings = unreadVariables({ HOME: "/root", TELEGRAM_BOT_TOKN: "123:secret", YIXIAN_PORT: "1" }, {});
		expect(warnings).toHaveLength(2);
		expect(warnings.join()).not.toContain("secret");
		expect(warnings[0]).toContain("是不是 TELEGRAM_BOT_TOKEN？");
	});
});

describe(".env.example", () => {
	const text = readFileSync(path.join(projectRoot, ".env.example"), "utf8");
	const documented = [...text.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map((match) => match[1]);

	it("documents exactly the variables the program reads, in their order", () => {
		expect(documented).toEqual(VARIABLES);
	});

	it("can be copied to .env as it is and sets nothing, so that what a container or a service sets holds", () => {
		expect(parseEnv(text)).toEqual({});
	});

	it("shows what holds while nothing is set", () => {
		const shown = parseEnv(text.replace(/^# (?=(?:HOST|PORT|DATA_DIR|DATABASE_URL|LIMITS|TELEGRAM_API_ROOT|TIMEZONE|LOG_LEVEL)=)/gm, ""));
		expect(Object.keys(shown)).toHaveLength(8);
		expect(readConfig(shown as Record<string, string>)).toEqual(readConfig({}));
	});
});

describe("loopback", () => {
	it("is told from addresses others can reach", () => {
		expect(["127.0.0.1", "127.8.9.1", "::1", "localhost"].map(isLoopback)).toEqual([true, true, true, true]);
		expect(["0.0.0.0", "::", "10.0.0.1", "127.example.com", "county.example"].map(isLoopback)).toEqual([false, false, false, false, false]);
	});
});

import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { distance } from "fastest-levenshtein";
import { z } from "zod";

/** Everything that can be set from outside, checked and frozen. Paths are absolute. */
export interface Config {
	/** Address the room listens on; only a loopback one while the demo runs (see isLoopback). */
	readonly host: string;
	/** 0 lets the system choose a free one. */
	readonly port: number;
	readonly dataDir: string;
	/** The real county's database file. */
	readonly databaseFile: string;
	/** auto: the demo while nothing is imported; always: the demo even so; never: no demo. */
	readonly demo: "auto" | "always" | "never";
	/** The Telegram bot; null without one. `apiRoot` without a slash at its end. With a bot the real store is served, never the demo. */
	readonly telegram: { readonly token: string; readonly apiRoot: string } | null;
	/** WeChat through Wechaty; null while it is off. `puppet` is the package that drives it, `token` what that package is let in with. The demo never has one. */
	readonly wechat: { readonly puppet: string; readonly token: string | null } | null;
	/** False switches the sending limits off (measurements). */
	readonly sendingLimits: boolean;
	readonly timeZone: "Asia/Shanghai";
	readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** One refused variable: its name, what was found (secrets only by length), what is wrong, and a value that would do. */
export interface ConfigProblem {
	readonly variable: string;
	readonly found: string;
	readonly problem: string;
	readonly example: string;
}

/** The configuration was refused; `problems` names every wrong variable at once, `message` is the text to print. */
export class ConfigError extends Error {
	constructor(readonly problems: readonly ConfigProblem[]) {
		super(formatProblems(problems));
		this.name = "ConfigError";
	}
}

/** The folder that holds package.json, found from this file, whether it runs from src/ or from dist/. */
export const projectRoot: string = (() => {
	let folder = path.dirname(fileURLToPath(import.meta.url));
	while (!existsSync(path.join(folder, "package.json"))) {
		const parent = path.dirname(folder);
		if (parent === folder) throw new Error("package.json not found above the program");
		folder = parent;
	}
	return folder;
})();

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const oneOf = <const T extends string>(values: readonly [T, ...T[]]) =>
	z.enum(values, `只能是 ${values.join("、")} (one of ${values.join(", ")})`);

const isHostname = (text: string): boolean => /^(?!\d+(\.\d+)*$)[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text);

const isApiRoot = (text: string): boolean => {
	if (!URL.canParse(text)) return false;
	const { protocol, username, password, search, hash } = new URL(text);
	return /^https?:$/.test(protocol) && username + password + search + hash === "";
};

/** One schema a variable. A variable that is unset or empty takes its default. */
const FIELDS = z.object({
	HOST: z
		.string()
		.refine((text) => isIP(text) !== 0 || isHostname(text), "应是一个监听地址 (an address to listen on)")
		.default("127.0.0.1"),
	PORT: z
		.string()
		.refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535, "应是 0 到 65535 的整数 (an integer from 0 to 65535)")
		.default("8787")
		.transform(Number),
	DATA_DIR: z
		.string()
		.refine((text) => !text.includes("\0"), "应是一个文件夹 (a folder)")
		.default("./data"),
	DATABASE_URL: z
		.string()
		.superRefine((text, context) => {
			if (/^postgres(ql)?:/.test(text)) {
				context.addIssue("这个版本还没有 PostgreSQL，请去掉这一项或用 file: (PostgreSQL is not available in this version yet)");
			} else if (!/^file:[^?#]+$/.test(text)) {
				context.addIssue("应以 file: 开头，后面是数据库文件 (file: and the path of the database file)");
			}
		})
		.optional(),
	DEMO: oneOf(["0", "1"]).optional(),
	LIMITS: oneOf(["on", "off"]).default("on"),
	TELEGRAM_BOT_TOKEN: z
		.string()
		.regex(
			/^\d{1,20}:[\w-]{1,200}$/,
			"应是 BotFather 给的令牌，数字、冒号、一串字母数字 (the token BotFather gave: digits, a colon, letters and digits)",
		)
		.optional(),
	TELEGRAM_API_ROOT: z
		.string()
		.refine(isApiRoot, "应是 Bot API 服务的网址，http 或 https 开头，不带问号和账号 (the address of a Bot API server)")
		.default("https://api.telegram.org")
		.transform((text) => text.replace(/\/+$/, "")),
	WECHATY_PUPPET: z
		.string()
		.regex(
			/^(@[a-z0-9][a-z0-9._-]{0,60}\/)?wechaty-puppet-[a-z0-9][a-z0-9._-]{0,60}$/,
			"应是一个 Wechaty puppet 的包名，wechaty-puppet- 开头 (the name of a puppet's package)",
		)
		.optional(),
	WECHATY_PUPPET_TOKEN: z
		.string()
		.regex(/^[\x21-\x7e]{1,500}$/, "应是 puppet 服务商给的令牌，中间没有空格 (the token the puppet's provider gave, without blanks)")
		.optional(),
	TIMEZONE: oneOf(["Asia/Shanghai"]).default("Asia/Shanghai"),
	LOG_LEVEL: oneOf(LOG_LEVELS).default("info"),
});

type Variable = keyof typeof FIELDS.shape;

/** What fits each alone and not together. */
const SCHEMA = FIELDS.refine(({ DEMO, TELEGRAM_BOT_TOKEN }) => DEMO !== "1" || TELEGRAM_BOT_TOKEN === undefined, {
	path: ["TELEGRAM_BOT_TOKEN"],
	message: "演示县不接 Telegram，请去掉 DEMO=1 或这一项 (the demo county takes no token: drop DEMO=1 or this)",
})
	.refine(({ DEMO, WECHATY_PUPPET }) => DEMO !== "1" || WECHATY_PUPPET === undefined, {
		path: ["WECHATY_PUPPET"],
		message: "演示县不接微信，请去掉 DEMO=1 或这一项 (the demo county takes no puppet: drop DEMO=1 or this)",
	})
	.refine(({ WECHATY_PUPPET, WECHATY_PUPPET_TOKEN }) => WECHATY_PUPPET_TOKEN === undefined || WECHATY_PUPPET !== undefined, {
		path: ["WECHATY_PUPPET_TOKEN"],
		message: "有令牌还要写明 WECHATY_PUPPET 是哪一个 (a token needs WECHATY_PUPPET beside it)",
	})
	.refine(({ WECHATY_PUPPET, WECHATY_PUPPET_TOKEN }) => WECHATY_PUPPET !== "wechaty-puppet-service" || WECHATY_PUPPET_TOKEN !== undefined, {
		path: ["WECHATY_PUPPET"],
		message: "wechaty-puppet-service 要有令牌，请写 WECHATY_PUPPET_TOKEN (this puppet needs WECHATY_PUPPET_TOKEN)",
	});

/** Every variable the program reads, in the order .env.example documents them. */
export const VARIABLES = Object.keys(FIELDS.shape) as readonly Variable[];

const SECRETS: ReadonlySet<string> = new Set<Variable>(["TELEGRAM_BOT_TOKEN", "WECHATY_PUPPET_TOKEN", "DATABASE_URL"]);

const EXAMPLES: Readonly<Record<Variable, string>> = {
	HOST: "HOST=127.0.0.1",
	PORT: "PORT=8787",
	DATA_DIR: "DATA_DIR=./data",
	DATABASE_URL: "DATABASE_URL=file:./data/yixian.db",
	DEMO: "DEMO=0",
	LIMITS: "LIMITS=off",
	TELEGRAM_BOT_TOKEN: "TELEGRAM_BOT_TOKEN=123456789:AAExampleExampleExample",
	TELEGRAM_API_ROOT: "TELEGRAM_API_ROOT=https://api.telegram.org",
	WECHATY_PUPPET: "WECHATY_PUPPET=wechaty-puppet-wechat4u",
	WECHATY_PUPPET_TOKEN: "WECHATY_PUPPET_TOKEN=puppet_example_0123456789abcdef",
	TIMEZONE: "TIMEZONE=Asia/Shanghai",
	LOG_LEVEL: "LOG_LEVEL=info",
};

const SHOWN_CHARACTERS = 60;

const describeFound = (variable: string, value: string): string => {
	if (SECRETS.has(variable)) return `（${value.length} 个字符，不显示 ${value.length} characters, not shown）`;
	return JSON.stringify(value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value);
};

const formatProblems = (problems: readonly ConfigProblem[]): string =>
	[
		`配置有 ${problems.length} 处不对，没有启动。请改环境变量或 .env 文件 (wrong configuration, not started):`,
		...problems.map(({ variable, found, problem, example }) => `  ${variable}：现在是 ${found}，${problem}。例如 for example: ${example}`),
	].join("\n");

/** A file: URL as an absolute path; relative ones start at the project's root. */
const fileOf = (url: string): string =>
	url.startsWith("file://") ? fileURLToPath(url) : path.resolve(projectRoot, decodeURIComponent(url.slice("file:".length)));

/** Checks the variables and gives the configuration. Pure. Throws ConfigError with every problem at once. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
	const given = Object.fromEntries(VARIABLES.flatMap((name) => (env[name]?.trim() ? [[name, env[name].trim()]] : [])));
	const { data, error } = SCHEMA.safeParse(given);
	if (error) {
		throw new ConfigError(
			error.issues.map((issue) => {
				const variable = issue.path[0] as Variable;
				return { variable, found: describeFound(variable, given[variable] ?? ""), problem: issue.message, example: EXAMPLES[variable] };
			}),
		);
	}
	const dataDir = path.resolve(projectRoot, data.DATA_DIR);
	return Object.freeze({
		host: data.HOST,
		port: data.PORT,
		dataDir,
		databaseFile: data.DATABASE_URL === undefined ? path.join(dataDir, "yixian.db") : fileOf(data.DATABASE_URL),
		demo: data.DEMO === undefined ? "auto" : data.DEMO === "1" ? "always" : "never",
		telegram:
			data.TELEGRAM_BOT_TOKEN === undefined ? null : Object.freeze({ token: data.TELEGRAM_BOT_TOKEN, apiRoot: data.TELEGRAM_API_ROOT }),
		wechat:
			data.WECHATY_PUPPET === undefined ? null : Object.freeze({ puppet: data.WECHATY_PUPPET, token: data.WECHATY_PUPPET_TOKEN ?? null }),
		sendingLimits: data.LIMITS === "on",
		timeZone: data.TIMEZONE,
		logLevel: data.LOG_LEVEL,
	});
};

/** Whether a messenger beside the room is switched on: the real store is served then, never the demo. */
export const hasMessenger = ({ telegram, wechat }: Pick<Config, "telegram" | "wechat">): boolean => telegram !== null || wechat !== null;

/** Whether only this machine can reach an address: the demo listens on no other. */
export const isLoopback = (host: string): boolean =>
	/^127(\.\d{1,3}){3}$/.test(host) || host === "::1" || host.toLowerCase() === "localhost";

const NEAR = 2;
const OURS = /^(YIXIAN|TELEGRAM|WECHATY)_/;
/** What a puppet's library reads by itself, in the environment alone. */
const OF_PUPPETS = /^WECHATY_PUPPET_[A-Z0-9]+_/;

/**
 * Warnings about variables that look meant for us and are not read: everything unknown in .env, and in the environment what carries
 * one of our prefixes. Names only, never values.
 */
export const unreadVariables = (
	env: Readonly<Record<string, string | undefined>>,
	file: Readonly<Record<string, string | undefined>>,
): string[] => {
	const known: ReadonlySet<string> = new Set(VARIABLES);
	const suspects = new Set([...Object.keys(file), ...Object.keys(env).filter((name) => OURS.test(name) && !OF_PUPPETS.test(name))]);
	return [...suspects]
		.filter((name) => !known.has(name))
		.map((name) => {
			const near = VARIABLES.find((variable) => distance(variable, name.toUpperCase()) <= NEAR);
			return `不认识变量 ${name}，没有用它${near ? `；是不是 ${near}？` : ""} (unknown variable${near ? `, did you mean ${near}?` : ""})`;
		});
};

/** The configuration of this process: the environment, then .env in the project's root for what it leaves out. Throws ConfigError. */
export const loadConfig = (): { config: Config; warnings: readonly string[] } => {
	const envFile = path.join(projectRoot, ".env");
	const file = existsSync(envFile) ? parseEnv(readFileSync(envFile, "utf8")) : {};
	return { config: readConfig({ ...file, ...process.env }), warnings: unreadVariables(process.env, file) };
};

/** The folder the command was typed in: npm changes to the project's root and keeps it in INIT_CWD. */
export const typedFrom: string = process.env.INIT_CWD ?? process.cwd();

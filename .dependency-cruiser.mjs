// The walls of the house. Each rule says why it stands; `npm run ok` checks them, test/setup/walls.test.ts shows that they catch.

/** What each room may import of ours. A room that is not named here fails the check: give it a line, and the reason in the commit. */
const ROOMS = {
	domain: { may: [], why: "the field's nouns depend on nothing of ours, so that every other room can depend on them" },
	views: { may: ["domain"], why: "what the program can say is typed data about the domain, without words and without a way to send it" },
	language: { may: ["domain"], why: "reading what people type knows the field, not our dialogs" },
	dialog: { may: ["domain", "views"], why: "the dialog engine knows no chat, no database, no clock" },
	scoring: { may: ["domain"], why: "scores are exact arithmetic on the domain, so that they can be explained" },
	reminders: { may: ["domain"], why: "what is due is decided from the domain alone, on any clock" },
	flows: { may: ["dialog", "language", "domain", "views"], why: "our dialogs are data for the engine" },
	locales: { may: ["domain", "views"], why: "a catalogue turns views into sentences and does nothing else" },
	render: { may: ["domain", "views", "locales"], why: "rendering turns views into finished text, pictures and files" },
	workbook: {
		may: ["domain", "language", "views"],
		why: "the workbook is read and checked without knowing what is stored where; its findings are views",
	},
	ports: { may: ["domain", "dialog", "views"], why: "ports are types between app and the outside" },
	app: {
		may: ["domain", "views", "language", "dialog", "scoring", "reminders", "flows", "render", "workbook", "ports"],
		why: "use cases hand render a view; they write no sentence themselves and know no channel, store or schedule",
	},
	channels: { may: ["ports", "domain"], why: "a channel receives finished text and hands over what came in; it never asks app directly" },
	store: {
		may: ["ports", "domain", "views"],
		why: "the store keeps what the ports name (a message waiting to be sent is a view) and knows nobody's business",
	},
	schedule: { may: ["ports", "domain"], why: "the schedule only ticks" },
	program: {
		may: [
			"domain",
			"views",
			"language",
			"dialog",
			"flows",
			"render",
			"workbook",
			"ports",
			"app",
			"channels",
			"store",
			"schedule",
			"control",
			"config.ts",
		],
		why: "main's own parts: they wire, like main",
	},
	control: { may: ["ports", "domain"], why: "shell commands reach the running program through the same ports as everyone" },
};

/** Packages with one home: the room that hides them, so that they can be replaced there. */
const HOMES = {
	"@prisma/*, better-sqlite3": { packages: "(@prisma/[^/]+|better-sqlite3)", home: "^src/store/" },
	grammy: { packages: "(grammy|@grammyjs/[^/]+)", home: "^src/channels/telegram/" },
	undici: { packages: "undici", home: "^src/channels/telegram/" },
	wechaty: { packages: "(wechaty[^/]*|file-box|brolog)", home: "^src/channels/wechat/" },
	busboy: { packages: "busboy", home: "^src/channels/room/" },
	"node-cron": { packages: "node-cron", home: "^src/schedule/" },
	"@takumi-rs": { packages: "@takumi-rs/[^/]+", home: "^src/render/picture/render-png\\.ts$" },
	docx: { packages: "docx", home: "^src/render/document/" },
	uqr: { packages: "uqr", home: "^src/render/qr/qr-matrix\\.ts$" },
	fflate: { packages: "fflate", home: "^src/render/archive/" },
	hucre: { packages: "hucre", home: "^src/workbook/" },
	"big.js": { packages: "big\\.js", home: "^src/domain/decimal\\.ts$" },
	"pinyin-pro": { packages: "pinyin-pro", home: "^src/language/" },
};

const PURE = ["domain", "views", "language", "dialog", "scoring", "reminders", "flows", "locales", "render", "workbook", "app"];

/** Built-in modules that compute and nothing else (module: a large package is loaded when it is first needed). */
const PURE_BUILT_INS = "^(node:)?(module|buffer|zlib|string_decoder|crypto|assert|util|stream|events)(/|$)";

/**
 * A file that may do what its room may not, with the reason.
 * @type {readonly { file: string, why: string }[]}
 */
const BESIDE_THE_TURNS = [
	{
		file: "^src/workbook/.*worker\\.ts$",
		why: "worker threads and what starts them: hostile files are read and large ones written there, under limits",
	},
	{
		file: "^src/render/picture/.*worker\\.ts$",
		why: "a process that draws and what starts it: a native library takes memory that only its end gives back",
	},
];

const severity = /** @type {const} */ ("error");

/** A room's folder, or a file that stands alone. */
const placeOf = (/** @type {string} */ name) => (name.endsWith(".ts") ? `${name.replace(".", "\\.")}$` : `${name}/`);

const roomRules = Object.entries(ROOMS).map(([room, { may, why }]) => ({
	name: `room-${room}`,
	comment: `${room} may import ${may.join(", ") || "nothing of ours"}: ${why}.`,
	severity,
	from: { path: `^src/${room}/` },
	to: { path: "^(src|scripts|test)/", pathNot: `^src/(${[room, ...may].map(placeOf).join("|")})` },
}));

const homeRules = Object.entries(HOMES).map(([name, { packages, home }]) => ({
	name: `home-${name.split(/[,/]/)[0]?.replace("@", "")}`,
	comment: `Only ${home} sees ${name}, so that it can be replaced there and nowhere else.`,
	severity,
	from: { path: "^src/", pathNot: home },
	to: { path: `(^|/)node_modules/${packages}/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
	forbidden: [
		...roomRules,
		{
			name: "room-unknown",
			comment: "Every room has a line in the table above, with what it may import and why.",
			severity,
			from: { path: "^src/[^/]+/", pathNot: `^src/(${Object.keys(ROOMS).join("|")})/` },
			to: {},
		},
		{
			name: "ports-take-types-of-dialog",
			comment: "ports describe; they run nothing of the engine's.",
			severity,
			from: { path: "^src/ports/" },
			to: { path: "^src/dialog/", dependencyTypesNot: ["type-only"] },
		},
		{
			name: "channels-apart",
			comment: "A channel never imports another: each can be removed alone. What several need lies beside their folders.",
			severity,
			from: { path: "^src/channels/([^/]+)/" },
			to: { path: "^src/channels/", pathNot: "^src/channels/($1/|[^/]+\\.ts$)" },
		},
		{
			name: "config-only-in-main",
			comment: "main hands everyone the values they need, so that nothing else depends on the environment.",
			severity,
			from: { path: "^src/", pathNot: "^src/(main\\.ts|config\\.ts|program/)" },
			to: { path: "^src/config\\.ts$" },
		},
		{
			name: "nobody-imports-main",
			comment: "main wires; nothing may depend on the wiring.",
			severity,
			from: { path: "^src/" },
			to: { path: "^src/main\\.ts$" },
		},
		...homeRules,
		{
			name: "pure-rooms-touch-nothing",
			comment: "Pure rooms (and app) reach no file, network, process or thread: what they need is handed to them.",
			severity,
			from: { path: `^src/(${PURE.join("|")})/`, pathNot: BESIDE_THE_TURNS.map(({ file }) => file) },
			to: { dependencyTypes: ["core"], pathNot: PURE_BUILT_INS },
		},
		{
			name: "no-cycles",
			comment: "A cycle has no first file to read, and no part that can be tested alone.",
			severity,
			from: { path: "^(src|scripts)/" },
			to: { circular: true },
		},
		{
			name: "no-utils",
			comment: "A file is named after what it offers. utils, helpers, common and misc offer anything.",
			severity,
			from: {},
			to: { path: "/(utils?|helpers?|common|misc|shared)(\\.|/)", pathNot: "node_modules" },
		},
		{
			name: "no-development-packages",
			comment: "The program runs without the tools it is built and tested with.",
			severity,
			from: { path: "^src/" },
			to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
		},
		{
			name: "everything-resolves",
			comment: "An import that leads nowhere, or to a package that package.json does not name, breaks on the next machine.",
			severity,
			from: { path: "^src/" },
			to: { dependencyTypes: ["unknown", "undetermined", "npm-no-pkg", "npm-unknown"] },
		},
	],
	options: {
		doNotFollow: { path: "node_modules" },
		exclude: { path: ["^src/store/generated/", "^src/channels/room/page/", "^dist/"] },
		tsPreCompilationDeps: true,
		combinedDependencies: false,
		enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
	},
};

// The one door of every `npm run …`. It must parse on any Node with modules, so that an old one gets a sentence instead of a stack trace.

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;

if (fits) {
	import("./commands.mjs").then(({ run }) => run(process.argv[2], process.argv.slice(3)));
} else {
	console.error(`一线通需要 Node.js 20.19 以上（或 22.12 以上、24 以上），这台机器上是 ${process.version}。`);
	console.error("请从 https://nodejs.org 安装新的长期支持版，再运行一次同样的命令。");
	console.error(`Yixian needs Node.js 20.19+, 22.12+ or 24+; this machine has ${process.version}.`);
	process.exitCode = 1;
}

// npm run bench [-- RUNS PEOPLE NAME]: this program against its peers. npm run bench -- limits: a broadcast under Telegram's limits.
// npm run bench -- disk [RUNS PEOPLE]: the first on slower and slower disks (Linux, with a C compiler).
// npm run bench -- cost: messages for a report, memory, start. All of these run over a fake Bot API server on loopback.
// npm run bench -- pace: a broadcast on WeChat's pace, on simulated time.
import process from "node:process";
import { cost } from "./bench/cost.ts";
import { disk } from "./bench/disk.ts";
import { limits } from "./bench/limits.ts";
import { pace } from "./bench/pace.ts";
import { speed } from "./bench/speed.ts";

const [what, ...rest] = process.argv.slice(2);
if (what === "limits") await limits(Number(rest[0] ?? 2000), Number(rest[1] ?? 40));
else if (what === "cost") await cost(Number(rest[0] ?? 3));
else if (what === "pace") await pace();
else if (what === "disk") await disk(Number(rest[0] ?? 3), Number(rest[1] ?? 200));
else await speed(Number(what ?? 5), Number(rest[0] ?? 200), rest[1] ?? "");

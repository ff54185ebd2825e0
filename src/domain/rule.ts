import { type Decimal, decimal } from "./decimal.ts";

/** The settings of sheet 细则 that the program reads, each with its default, bounds and measure. Later rules add keys here. */
export const RULES = {
	"jump-factor": { name: "增幅核对倍数", default: decimal(5), min: decimal(1), max: decimal(100), measure: "倍" },
	"keep-files": { name: "散落文件保留", default: decimal(30), min: decimal(7), max: decimal(3650), measure: "天" },
	"keep-words": { name: "聊天原话保留", default: decimal(180), min: decimal(30), max: decimal(3650), measure: "天" },
	"jump-history": { name: "增幅核对最少期数", default: decimal(4), min: decimal(2), max: decimal(52), measure: "期" },
	"jump-share": { name: "增幅核对下限", default: decimal(5), min: decimal(0), max: decimal(100), measure: "%" },
	"lamp-green": { name: "绿灯下限", default: decimal(100), min: decimal(0), max: decimal(1000), measure: "%" },
	"lamp-yellow": { name: "黄灯下限", default: decimal(80), min: decimal(0), max: decimal(1000), measure: "%" },
	"score-completion": { name: "得分权重 年度完成", default: decimal(60), min: decimal(0), max: decimal(100), measure: "%" },
	"score-change": { name: "得分权重 较上月", default: decimal(20), min: decimal(0), max: decimal(100), measure: "%" },
	"score-on-time": { name: "得分权重 按时报送", default: decimal(20), min: decimal(0), max: decimal(100), measure: "%" },
	"score-problems": { name: "得分权重 问题解决", default: decimal(0), min: decimal(0), max: decimal(100), measure: "%" },
	"score-cap": { name: "得分单项封顶", default: decimal(120), min: decimal(1), max: decimal(1000), measure: "%" },
	"score-floor": { name: "得分单项保底", default: decimal(0), min: decimal(0), max: decimal(100), measure: "%" },
	"score-base": { name: "得分最小基数", default: decimal(1), min: decimal(0), max: decimal(100), measure: "%" },
	"score-rounds": { name: "按时报送统计期数", default: decimal(4), min: decimal(1), max: decimal(53), measure: "期" },
	"quiet-from": { name: "几点以后不打扰", default: decimal(20), min: decimal(12), max: decimal(24), measure: "时" },
	"quiet-until": { name: "几点以前不打扰", default: decimal(8), min: decimal(0), max: decimal(11), measure: "时" },
	"remind-cap": { name: "每人每天最多提醒", default: decimal(2), min: decimal(1), max: decimal(20), measure: "次" },
	"problem-days": { name: "问题办理天数", default: decimal(15), min: decimal(1), max: decimal(365), measure: "天" },
	"problem-yellow": { name: "问题黄灯提前", default: decimal(3), min: decimal(0), max: decimal(60), measure: "天" },
	"problem-red": { name: "问题红灯超期", default: decimal(1), min: decimal(1), max: decimal(60), measure: "天" },
	"post-rankings": { name: "定榜后自动发排名", default: decimal(1), min: decimal(0), max: decimal(1), measure: "1发0不发" },
	exposure: { name: "曝光通报", default: decimal(0), min: decimal(0), max: decimal(1), measure: "1开0不开" },
	"outlier-factor": { name: "异常值倍数", default: decimal("3.5"), min: decimal(1), max: decimal(100), measure: "倍" },
} as const;
export type RuleId = keyof typeof RULES;
export type Rules = Readonly<Record<RuleId, Decimal>>;

/** Every rule at its default. */
export const defaultRules = (): Rules =>
	Object.fromEntries(Object.entries(RULES).map(([id, rule]) => [id, rule.default])) as Record<RuleId, Decimal>;

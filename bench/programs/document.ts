/** A long answer as models write them: prose, lists, tables, code in three languages. */

const CODE: Record<string, string> = {
  ts: `export function reorder(stock: Stock[], policy: Policy): Order[] {
  return stock
    .filter(({ onHand, point }) => onHand < point * policy.factor)
    .map((item) => ({ item: item.id, amount: Math.ceil(item.point * 2 - item.onHand) }));
}`,
  python: `def days_left(rows: list[dict]) -> dict[str, int]:
    """How long the stock of each site lasts."""
    return {row["site"]: row["on_hand"] // max(row["daily"], 1) for row in rows}`,
  sql: `select site, on_hand, reorder_at
from stock
where item = 'CU-2.5' and on_hand < reorder_at
order by on_hand * 1.0 / reorder_at;`,
};

function table(n: number): string {
  const rows = Array.from(
    { length: 8 },
    (_, i) => `| Site ${n}.${i} | ${n * 37 + i * 11} m | ${n * 29 + i * 7} m | **${i + 3}** |`,
  );
  return ['| Site | On hand | Reorder at | Days |', '| --- | ---: | ---: | ---: |', ...rows].join(
    '\n',
  );
}

function section(n: number): string {
  const [language = '', code = ''] = Object.entries(CODE)[n % 3] ?? [];
  return [
    `## ${n}. What the numbers of week ${n} say`,
    `Two of three sites are **below their reorder point**, as \`report-${n}\` shows. The rest holds
for ${n + 4} days, which is longer than [the supplier](https://nordkabel.example/${n}) needs, and so nothing
has to be done there before the next delivery arrives in the warehouse.`,
    `- Move ${n * 10} m from Rotterdam to Porto.\n- Order ${n * 20} m for Leipzig, *today* if it can be done.\n  - Ask for the price of ${n} first.\n- Leave the others as they are.`,
    table(n),
    `\`\`\`${language}\n${code}\n\`\`\``,
  ].join('\n\n');
}

let written = '';
let sections = 0;

/** So many characters from this place on; there is always more. */
export function documentAt(from: number, length: number): string {
  while (written.length < from + length) {
    sections += 1;
    written += `${section(sections)}\n\n`;
  }
  return written.slice(from, from + length);
}

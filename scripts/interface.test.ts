import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAst } from 'vitest/node';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = '{app,components}/**';

/** Utilities that name a side of the screen. Their logical twins turn with the language. */
const SIDES =
  /^-?(?:(?:[mp][lr]|left|right|scroll-[mp][lr])-.+|(?:border-[lr]|rounded-[tb]?[lr])(?:-.+)?|(?:text|float|clear|origin)-(?:left|right))$/;
/** The same in style sheets. What is centred by `left: 50%` has no side. */
const SIDE_PROPERTIES =
  /(?<![\w-])(?:(?:margin|padding|border|scroll-margin)-(?:left|right)(?:-\w+)?\s*:|(?:left|right)\s*:(?!\s*50%)|(?:text-align|float)\s*:\s*(?:left|right)\b)/g;

/** Attributes that people read or hear. */
const SPOKEN = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'data-tip',
  'description',
  'help',
  'label',
  'placeholder',
  'title',
]);

/** A node of the syntax tree, as far as these rules look at it. */
interface Node {
  type: string;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const child of Object.values(node).flat()) if (isNode(child)) yield* nodesOf(child);
}

function parse(source: string): Node[] {
  const tree: unknown = parseAst(source, { lang: 'tsx' });
  return isNode(tree) ? [...nodesOf(tree)] : [];
}

/** A text written out here: of a string, or of a template without its values. */
function textOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'JSXExpressionContainer') return textOf(node.expression);
  if (node.type === 'ConditionalExpression') {
    return `${textOf(node.consequent)}${textOf(node.alternate)}`;
  }
  if (node.type === 'LogicalExpression') return textOf(node.right);
  if (node.type === 'TemplateLiteral' && Array.isArray(node.quasis)) {
    return node.quasis.map(textOf).join(' ');
  }
  if (node.type === 'TemplateElement' && typeof node.value === 'object' && node.value !== null) {
    return 'raw' in node.value ? String(node.value.raw) : '';
  }
  const isText = node.type === 'Literal' || node.type === 'JSXText';
  return isText && typeof node.value === 'string' ? node.value : '';
}

/** Forms of names that are the same in every language. */
const FORMS = ['ag_', 'example.org', 'UTC'];

const hasWords = (text: string) => /\p{L}/u.test(text) && !FORMS.includes(text.trim());

/** Words that stand in the source instead of the catalogue. */
function wordsIn(nodes: Node[]): string[] {
  return nodes
    .flatMap((node) => {
      if (node.type === 'JSXText') return [textOf(node)];
      if (node.type === 'JSXElement' && Array.isArray(node.children)) {
        return node.children
          .filter((child) => isNode(child) && child.type === 'JSXExpressionContainer')
          .map(textOf);
      }
      if (node.type !== 'JSXAttribute' || !isNode(node.name)) return [];
      return SPOKEN.has(String(node.name.name)) ? [textOf(node.value)] : [];
    })
    .filter(hasWords);
}

/** Classes that name a side of the screen, in whatever text of the source. */
function sidesIn(nodes: Node[]): string[] {
  const classes = nodes
    .filter(({ type }) => type === 'Literal' || type === 'TemplateElement')
    .flatMap((node) => textOf(node).split(/\s+/));
  return classes.filter((one) => SIDES.test(one.slice(one.lastIndexOf(':') + 1).replace(/^!/, '')));
}

function findings(pattern: string, find: (source: string) => string[]): string[] {
  return globSync(`${FOLDERS}/${pattern}`, { cwd: ROOT })
    .filter((file) => !file.includes('.test.'))
    .flatMap((file) =>
      find(readFileSync(join(ROOT, file), 'utf8')).map((one) => `${file}: ${one}`),
    );
}

describe('the rules find', () => {
  test('words in the source', () => {
    const source = (jsx: string) => wordsIn(parse(`export const A = () => ${jsx};`));
    expect(source('<p>Hello</p>')).toEqual(['Hello']);
    expect(source('<p>{"Hello"}</p>')).toEqual(['Hello']);
    expect(source('<p title="Hello" />')).toEqual(['Hello']);
    expect(source('<p aria-label={`Close`} />')).toEqual(['Close']);
    expect(source('<p>{a ? "Yes" : t("no")}</p>')).toHaveLength(1);
    expect(source('<p className="hello" id="hello">{t("hello")} · 2</p>')).toEqual([]);
  });

  test('sides of the screen', () => {
    const source = (classes: string) => sidesIn(parse(`export const a = '${classes}';`));
    expect(source('md:ml-2 -left-1 text-right hover:rounded-l-md')).toHaveLength(4);
    expect(source('ms-2 start-0 text-end rounded-s-md leading-6 border-line left')).toEqual([]);
    expect('margin-left: 1px; left: 0; right:2px'.match(SIDE_PROPERTIES)).toHaveLength(3);
    expect('left: 50%; margin-inline-start: 0'.match(SIDE_PROPERTIES)).toBeNull();
  });
});

test('every word on screen comes from the catalogue', () => {
  expect(findings('*.tsx', (source) => wordsIn(parse(source)))).toEqual([]);
});

test('nothing names left or right, so that a language can turn the page round', () => {
  expect(findings('*.{ts,tsx}', (source) => sidesIn(parse(source)))).toEqual([]);
  expect(findings('*.css', (source) => source.match(SIDE_PROPERTIES) ?? [])).toEqual([]);
});

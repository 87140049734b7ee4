import { describe, expect, it } from 'vitest';
import type { Intent } from './intent';
import { callsFor } from './plan';
import { readMessage } from './read-message';

/** The calls a message leads to, written short: `tool(argument, …)`. */
function callsOf(message: string): string[] {
  return readMessage(message, [])
    .flatMap(callsFor)
    .map(({ tool, input }) => `${tool}(${Object.values(input).join(', ')})`);
}

const kindsOf = (message: string) => readMessage(message, []).map(({ kind }) => kind);

describe('what the guide looks up', () => {
  it.each<[string, ...string[]]>([
    [
      'What is 17.5% of 2,340, and what time is it in Tokyo?',
      'calculate(17.5% of 2,340)',
      'current_time(Tokyo)',
    ],
    ['what time is it in tokyo and what is 5*5', 'current_time(tokyo)', 'calculate(5*5)'],
    ['What is 2+2?', 'calculate(2+2)'],
    ['5+5', 'calculate(5+5)'],
    ['calculate (3 + 4) * 2^3', 'calculate((3 + 4) * 2^3)'],
    ['How much is a 15% tip on $85.50?', 'calculate(15% tip on $85.50)'],
    ['what is the square root of 144', 'calculate(the square root of 144)'],
    ['What’s twelve times twelve?', 'calculate(twelve times twelve)'],
    ['20% off 80', 'calculate(20% off 80)'],
    ['30 is what percent of 120?', 'calculate(30 is what percent of 120)'],
    ['what is the average of 3, 5 and 10?', 'calculate(the average of 3, 5 and 10)'],
    ['Could you please tell me what 8 * 7 is?', 'calculate(8 * 7)'],
    [
      'What time is it in Tokyo, London and New York?',
      'current_time(Tokyo)',
      'current_time(London)',
      'current_time(New York)',
    ],
    ['what time is it', 'current_time(UTC)'],
    ['time in Berlin', 'current_time(Berlin)'],
    ['Tokyo time', 'current_time(Tokyo)'],
    ["what's tomorrow's date in Sydney", 'current_time(Sydney, 1)'],
    ['What day is it in 100 days?', 'current_time(UTC, 100)'],
    ['what day is it today in Paris', 'current_time(Paris)'],
    ['What time is it in Narnia?', 'current_time(Narnia)'],
    ['time difference between Tokyo and London', 'current_time(Tokyo)', 'current_time(London)'],
    ['How many hours is Sydney ahead of Berlin?', 'current_time(Sydney)', 'current_time(Berlin)'],
    [
      "When it's 3pm in London, what time is it in Tokyo?",
      'current_time(London)',
      'current_time(Tokyo)',
    ],
    ['convert 5 miles to km', 'convert_units(5, miles, km)'],
    ['100 F in C', 'convert_units(100, F, C)'],
    ['What is 100°F in °C?', 'convert_units(100, °F, °C)'],
    ['how many feet in a mile', 'convert_units(1, mile, feet)'],
    ['How many km is 26.2 miles?', 'convert_units(26.2, miles, km)'],
    [
      '1,500 kg in pounds and tonnes',
      'convert_units(1500, kg, pounds)',
      'convert_units(1500, kg, tonnes)',
    ],
    [
      'convert 5 miles to km and 10 kg to pounds',
      'convert_units(5, miles, km)',
      'convert_units(10, kg, pounds)',
    ],
    ['convert ten inches to cm', 'convert_units(10, inches, cm)'],
    ['10 in to cm', 'convert_units(10, in, cm)'],
    ['6 feet 6 inches in cm', 'convert_units(6.5, feet, cm)'],
    ['convert 100 USD to EUR', 'convert_units(100, USD, EUR)'],
    ['what did I ask about invoices?', 'search_my_chats(invoices)'],
    ['find the budget plan in my chats', 'search_my_chats(budget plan)'],
    ['Search my old conversations for “holiday”', 'search_my_chats(holiday)'],
    ['have we talked about Kubernetes before?', 'search_my_chats(Kubernetes)'],
    ['show my chats about cats', 'search_my_chats(cats)'],
    ['Hello! How do I stop an answer?', 'search_help(How do I stop an answer, 4)'],
    ['how do I connect OpenAI', 'search_help(how do I connect OpenAI, 4)'],
    ['Hi, what is 5 + 5?', 'calculate(5 + 5)'],
    [
      '5 miles in km, and in metres?',
      'convert_units(5, miles, km)',
      'convert_units(5, miles, metres)',
    ],
    ['What time is it in Tokyo? And in London?', 'current_time(Tokyo)', 'current_time(London)'],
  ])('%s', (message, ...calls) => {
    expect(callsOf(message)).toEqual(calls);
  });
});

describe('what the guide understands', () => {
  it.each<[string, Intent['kind'][]]>([
    ['Hi', ['greeting']],
    ['hello there!', ['greeting']],
    ['how are you?', ['mood']],
    ['Thanks a lot!', ['thanks']],
    ['bye', ['goodbye']],
    ['Who are you?', ['about']],
    ['what can you do?', ['about']],
    ['Are you ChatGPT?', ['about']],
    ['?', ['about']],
    ['   ', ['about']],
    ['what did I ask yesterday?', ['chats_without_words']],
    ['Write a poem about the sea', ['other']],
    ['What is the capital of France?', ['other']],
    ['What is the time complexity of quicksort?', ['other']],
    ['Who won the world cup? And what is 5+5?', ['other', 'calculate']],
    ['My boss wants to know. What is 5+5?', ['calculate']],
    ['What is 2 to 3?', ['other']],
    ['42', ['other']],
    ['and in London?', ['other']],
    ['x'.repeat(5000), ['other']],
    ['a, '.repeat(400), ['other']],
  ])('%s', (message, kinds) => {
    expect(kindsOf(message)).toEqual(kinds);
  });

  it('reads a hostile text in bounded time', () => {
    const began = performance.now();
    for (const text of [
      'what time in '.repeat(150),
      '1+'.repeat(900),
      ' and '.repeat(400),
      '(('.repeat(900),
      'what did i ask about '.repeat(95),
    ]) {
      readMessage(text, []);
    }
    expect(performance.now() - began).toBeLessThan(1500);
  });
});

/** The AI SDK's model interface, by the names it has in its own package. */

import type { LanguageModel } from 'ai';

/** Version 4 of the interface. */
export type GuideModel = Extract<LanguageModel, { specificationVersion: 'v4' }>;
export type CallOptions = Parameters<GuideModel['doStream']>[0];
export type StreamResult = Awaited<ReturnType<GuideModel['doStream']>>;
export type StreamPart = StreamResult['stream'] extends ReadableStream<infer Part> ? Part : never;
export type GenerateResult = Awaited<ReturnType<GuideModel['doGenerate']>>;
export type ModelUsage = GenerateResult['usage'];

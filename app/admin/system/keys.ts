import type { EngineConfig } from '@/lib/contract/agent';
import { listAgents } from '@/lib/db/agents';
import { KEY_VARIABLES, type KeyHolder, providerKey } from '@/lib/provider-keys';
import { providerOf } from '@/lib/runs/provider-health';

const PLATFORM = { kind: 'thinnest', upstreamAgentId: '-' } as const;

/** Whose keys agents need, each with the settings that a check asks with; the platform where none is needed. */
export async function enginesToCheck(): Promise<Map<KeyHolder, EngineConfig>> {
  const enabled = (await listAgents()).filter((agent) => agent.enabled);
  const used = enabled.flatMap(({ engine }) => {
    const provider = providerOf(engine);
    return isKeyHolder(provider) ? ([[provider, engine]] as const) : [];
  });
  const needsPlatform = used.length === 0 || providerKey('thinnest') !== undefined;
  return new Map([...(needsPlatform ? [['thinnest', PLATFORM] as const] : []), ...used]);
}

function isKeyHolder(name: string | null): name is KeyHolder {
  return name !== null && name in KEY_VARIABLES;
}

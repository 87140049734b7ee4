import { cookies } from 'next/headers';
import { COOKIE } from '@/components/chat/cookie';
import { isTimeZone } from '@/components/chat/days';

/** The person's time zone as their browser told it; null before it has. */
export async function knownZone(): Promise<string | null> {
  const told = decodeURIComponent((await cookies()).get(COOKIE.zone)?.value ?? '');
  return isTimeZone(told) ? told : null;
}

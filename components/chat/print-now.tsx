'use client';

import { Printer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button } from '@/components/ui/button';

/** Opens the browser's print dialog once the page is there, and again when asked to. */
export function PrintNow() {
  const t = useTranslations('keeping.print');
  useEffect(() => {
    // Type and lazily loaded text are there a moment later.
    const timer = setTimeout(() => window.print(), 600);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Button className="print:hidden" onClick={() => window.print()}>
      <Printer aria-hidden />
      {t('again')}
    </Button>
  );
}

'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

interface NavLinkProps {
  href: string;
  /** How the paths of the pages below it begin. */
  below?: string | undefined;
  icon: ReactNode;
  onGo?: (() => void) | undefined;
  children: ReactNode;
}

/** Whether a page, or one below it, is the one of this path; `page` for itself. */
export function currentOf(path: string, page: { href: string; below?: string | undefined }) {
  if (path === page.href) return 'page';
  return page.below !== undefined && path.startsWith(page.below) ? true : undefined;
}

/** A line of the admin's navigation, marked where we are. */
export function NavLink({ href, below, icon, onGo, children }: NavLinkProps) {
  const path = usePathname();
  return (
    <Link
      href={href}
      onClick={onGo}
      aria-current={currentOf(path, { href, below })}
      className="flex h-8 items-center gap-2.5 rounded-md px-2 text-base text-soft transition-colors hover:bg-tint hover:text-ink aria-[current]:bg-press aria-[current]:font-medium aria-[current]:text-ink pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.5]"
    >
      {icon}
      {children}
    </Link>
  );
}

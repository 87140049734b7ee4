'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

interface NavLinkProps {
  href: string;
  /** How the paths of the pages below it begin. */
  below?: string;
  icon: ReactNode;
  children: ReactNode;
}

/** A line of the admin's navigation, marked where we are. */
export function NavLink({ href, below, icon, children }: NavLinkProps) {
  const path = usePathname();
  const inside = below !== undefined && path.startsWith(below);
  return (
    <Link
      href={href}
      aria-current={path === href ? 'page' : inside || undefined}
      className="flex h-8 items-center gap-2.5 rounded-md px-2 text-base text-soft transition-colors hover:bg-tint hover:text-ink aria-[current]:bg-press aria-[current]:font-medium aria-[current]:text-ink pointer-coarse:h-11 max-md:px-2.5 max-md:[&_svg]:hidden [&_svg]:size-4 [&_svg]:stroke-[1.5]"
    >
      {icon}
      {children}
    </Link>
  );
}

import { Button } from '@/components/ui/button';

interface SubmitButtonProps {
  label: string;
  /** What it says while the form is on its way. */
  busy: string;
  pending: boolean;
}

/** The one button of a form. Keeps its place and its focus while the form is on its way. */
export function SubmitButton({ label, busy, pending }: SubmitButtonProps) {
  return (
    <Button
      type="submit"
      variant="primary"
      size="lg"
      className="w-full"
      aria-disabled={pending || undefined}
      onClick={(event) => pending && event.preventDefault()}
    >
      {pending ? busy : label}
    </Button>
  );
}

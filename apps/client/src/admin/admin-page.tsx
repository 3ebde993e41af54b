import { ArrowLeft, ShieldCheck } from 'lucide-react'
import { EmptyState } from '../ui/empty-state.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { adminSections } from './sections.ts'
import { useAdministrator } from './use-administrator.ts'

export interface AdminPageProps {
  /** A section's id; the first section when it is none. */
  readonly section: string | undefined
  readonly onSection: (section: string) => void
  readonly onBack: () => void
}

/** What whoever runs this server sees and decides. The server checks every step itself; here is only who would be refused. */
export function AdminPage({ section, onSection, onBack }: AdminPageProps) {
  const may = useAdministrator()
  const shown = adminSections.find(({ id }) => id === section) ?? adminSections[0]
  return (
    <main className="flex min-h-0 min-w-0 flex-1 flex-col bg-ground" aria-label="Administration">
      <header className="flex h-13 shrink-0 items-center gap-1 border-b border-line px-4">
        <IconButton
          label="Back to the rooms"
          icon={<ArrowLeft className="rtl:-scale-x-100" />}
          onClick={onBack}
          className="-ms-2"
        />
        <h1 className="text-title font-semibold">Administration</h1>
      </header>
      {may === false || shown === undefined ? (
        <EmptyState icon={<ShieldCheck />} title="This page is for administrators">
          Someone who looks after this server can make you one.
        </EmptyState>
      ) : (
        <Tabs
          label="Sections"
          value={shown.id}
          options={adminSections.map(({ id, label }) => ({ value: id, label }))}
          onPick={onSection}
          className="flex min-h-0 flex-1 flex-col"
          rowClassName="flex shrink-0 overflow-x-auto border-b border-line-soft px-3 py-2"
        >
          <div className="min-h-0 flex-1 overflow-y-auto">
            <div className="mx-auto flex max-w-200 flex-col gap-6 px-5 py-5 max-pair:px-4">
              <shown.Section key={shown.id} />
            </div>
          </div>
        </Tabs>
      )}
    </main>
  )
}

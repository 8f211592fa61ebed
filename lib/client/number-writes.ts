import { useMutation, useQueryClient } from '@tanstack/react-query'
import { activeNumberPlace, phoneNumberPlace } from '@/lib/resources/places'
import { api, projectApiPath, request } from './api'
import type { SaleNumber } from './number-sales'
import type { NumberRow } from './phone-numbers'

/** Rents a number at the price that was shown. It is sent once, whatever comes of it. */
export function useRentNumber(projectId: string) {
  return useNumberWrite(projectId, ({ phoneNumber, monthlyPrice, setupPrice }: SaleNumber) =>
    api<{ phoneNumber: string }>('POST', projectApiPath(projectId, 'availableNumbers', phoneNumber, 'rent'), {
      body: { monthlyPrice, setupPrice },
    }),
  )
}

/** Looks whether an order came through. */
export function useLookAgain(projectId: string) {
  return useNumberWrite(projectId, (phoneNumber: string) =>
    api<{ outcome: 'rented' | 'unknown' }>('POST', projectApiPath(projectId, 'unsettledRents', phoneNumber)),
  )
}

/** Says that an order did not come through; the console looks once more before it believes it. */
export function useSettleAsNotRented(projectId: string) {
  return useNumberWrite(projectId, (phoneNumber: string) =>
    api<{ outcome: 'rented' | 'not_rented' }>(
      'DELETE',
      projectApiPath(projectId, 'unsettledRents', phoneNumber),
    ),
  )
}

/** Ends the subscription of a number, on the condition that it still is what `etag` says. */
export function useReleaseNumber(projectId: string) {
  return useNumberWrite(
    projectId,
    async ({ phoneNumber, etag }: Pick<NumberRow, 'phoneNumber' | 'etag'>) =>
      (
        await request<{ expireAt: string | null }>(
          'POST',
          projectApiPath(projectId, 'activeNumbers', phoneNumber, 'release'),
          { ifMatch: etag },
        )
      ).body,
  )
}

function useNumberWrite<Input, Output>(projectId: string, write: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    // Also after a failure: what was ordered may have come although its answer was lost.
    onSettled: async () => {
      const touched = [phoneNumberPlace, activeNumberPlace].map(({ path }) => path.slice(1))
      await Promise.all(
        [...touched, 'availableNumbers', 'unsettledRents', 'overview'].map((name) =>
          client.invalidateQueries({ queryKey: ['projects', projectId, name] }),
        ),
      )
    },
  })
}

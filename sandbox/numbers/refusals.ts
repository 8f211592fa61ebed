import { NumbersFailure } from '../errors'

/** The Numbers refusal for a number that is not there. */
export function numberNotFound(
  resourceType: 'ActiveNumber' | 'AvailableNumber' | 'NumberOrder',
  resourceName: string,
): NumbersFailure {
  const description = `${resourceType} ${resourceName} was not found`
  return new NumbersFailure(404, 'NOT_FOUND', description, [
    { type: 'ResourceInfo', resourceType, resourceName, owner: '', description },
  ])
}

/** The Numbers refusal for an argument that cannot be used. */
export function invalidArgument(field: string, description: string): NumbersFailure {
  return new NumbersFailure(400, 'INVALID_ARGUMENT', `${field}: ${description}`, [
    { type: 'BadRequest', fieldViolations: [{ field, description }] },
  ])
}

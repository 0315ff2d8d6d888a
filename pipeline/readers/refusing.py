"""Refusals in one voice: which file, what happened, why probably, what to do next."""

from models.refusal import RefusalReason, RefusedFile

SEND_AGAIN = "Ask the department to send it again"


def refusal(
    reason: RefusalReason, path: str, happened: str, cause: str, remedy: str = SEND_AGAIN
) -> RefusedFile:
    """An exception to raise, whose message reads as three sentences.

    >>> print(refusal(RefusalReason.EMPTY, "a b.txt", "the file is empty",
    ...               "The upload probably broke off").message)
    Cannot read "a b.txt": the file is empty. The upload probably broke off. Ask the \
department to send it again.
    """
    return RefusedFile(reason, f'Cannot read "{path}": {happened}. {cause}. {remedy}.')

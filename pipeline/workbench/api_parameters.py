"""What the API's addresses can carry, and how it says no."""

from typing import Annotated, Any

from fastapi import Query as Parameter
from pydantic import Field

from pipeline.workbench.api_models import Mistake

MAX_SIZE = 1_000

Number = Annotated[int, Parameter(ge=1, le=100_000)]
Size = Annotated[int, Parameter(ge=1, le=MAX_SIZE)]
Year = Annotated[int | None, Parameter(ge=1900, le=2200)]
# No control characters: PostgreSQL cannot hold them, and no code or name has any.
Code = Annotated[str | None, Parameter(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
OneCode = Annotated[str, Parameter(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
Listed = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
ListedYear = Annotated[int, Field(ge=1900, le=2200)]

NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"model": Mistake, "description": "没有"}}
REFUSED: dict[int | str, dict[str, Any]] = {400: {"model": Mistake, "description": "无法执行"}}
ListedCodes = Annotated[list[Listed], Parameter(max_length=500)]
ListedYears = Annotated[list[ListedYear], Parameter(max_length=100)]

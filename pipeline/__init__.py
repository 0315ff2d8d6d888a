"""The stages in the order data flows, and the outside world.

From bytes to rows: ``readers`` and ``archives``, ``analyse``, ``audit``, ``storing``, a whole run
in ``ingesting``; what people add in ``lists`` and ``correcting``. From rows to people: ``asking``,
``exporting``, ``workbench``; ``operating`` for nights and backups, ``commands`` for the terminal.

As a library, without a database, for notebooks and scripts::

    from pipeline.analyse import analyse_file, analyse_text
    from pipeline.readers import read_file

    document = read_file("data/raw/report.docx")    # text, blocks, tables; nothing extracted
    result = analyse_file("data/raw/report.docx")   # sections, observations, findings
    result = analyse_text("本年支出2474.64万元，执行率97.50%。")

    for observation in result.observations:
        mention = observation.mention
        print(mention.span.of(result.document.text), mention.value, mention.unit)

Both read and analyse raise ``models.refusal.RefusedFile`` for a file that cannot become a
report; its ``reason`` is from a closed list and its ``message`` says what to do.
"""

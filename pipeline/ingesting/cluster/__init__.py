"""Reading on several machines, by a Dask cluster.

``executor`` connects, ``client`` hands out the files and takes what became of them, ``worker``
runs on the machines of the cluster, and ``reader_process`` is what reads there.
"""

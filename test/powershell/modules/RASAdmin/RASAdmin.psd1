@{
    RootModule        = 'RASAdmin.psm1'
    ModuleVersion     = '20.0.1'
    GUID              = '6d1f3b5c-0a52-4c2b-9b54-1f6f2f1f9a01'
    Author            = 'ras-farm contributors'
    Description       = 'Plays a RAS farm for the tests, as far as the published evidence goes. It is not the module of the vendor.'
    PowerShellVersion = '5.1'
    FunctionsToExport = '*'
}

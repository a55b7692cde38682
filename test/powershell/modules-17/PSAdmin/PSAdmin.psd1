@{
    RootModule        = '../../modules/RASAdmin/RASAdmin.psm1'
    ModuleVersion     = '17.1.0'
    GUID              = '6d1f3b5c-0a52-4c2b-9b54-1f6f2f1f9a02'
    Author            = 'ras-farm contributors'
    Description       = 'Plays the module of RAS 17 for the tests. It is not the module of the vendor.'
    PowerShellVersion = '5.1'
    FunctionsToExport = '*'
}
